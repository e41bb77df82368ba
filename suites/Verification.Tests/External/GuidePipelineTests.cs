using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Linting;
using Verification.Tests.Fixtures.Pipelines;

namespace Verification.Tests.External;

/// <summary>The guide's own pipeline, taken out of its text, which this repository does not have.</summary>
[Category("External")]
[Explicit("needs the guide's text, at the path in VERIFICATION_GUIDE")]
public sealed partial class GuidePipelineTests
{
    [Test]
    public void The_guides_pipeline_is_read_and_planned_and_what_is_odd_about_it_is_told()
    {
        if (Environment.GetEnvironmentVariable("VERIFICATION_GUIDE") is not { Length: > 0 } guide)
        {
            ExternalTool.Missing("the guide", "set VERIFICATION_GUIDE to the path of its text");
            return;
        }

        var file = Path.Combine(Directory.CreateTempSubdirectory("verification-test-").FullName, "guide.yaml");
        try
        {
            File.WriteAllText(file, Block().Match(File.ReadAllText(guide)).Groups["yaml"].Value);

            var findings = PipelineExecution.Lint(new PipelineRequest
            {
                File = file,
                StandardDefinitions = PipelineWorld.Folder,
                Topology = PipelineWorld.Topology,
                Options = PipelineWorld.Options,
            });

            Assert.That(findings.Where(one => one.Severity == LintSeverity.Error), Is.Empty);
            Assert.That(findings.Select(one => one.Rule).Distinct(), Is.EquivalentTo(
                ["plain-service-name", "verify-by-script", "fixed-target-group", "listener-keys", "sleep-as-wait", "artifact-outside-deployment"]));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [GeneratedRegex(@"```yaml\n(?<yaml>pipeline:\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
