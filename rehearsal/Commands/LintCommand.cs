using System.CommandLine;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Linting;
using Verification.Fixtures.Runs;

namespace Verification.Rehearsal.Commands;

/// <summary>Says what is wrong or odd about a pipeline, without running it.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var pipeline = new PipelineOptionSet();
        var command = new Command("lint", "Check a Harness pipeline against the topology: exit code 0 well, 1 with warnings, 2 with errors.");
        pipeline.AddTo(command);
        settings.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var topology = VerificationRun.Declared(settings.Resolve(parsed), cluster: null);
            var findings = PipelineExecution.Lint(pipeline.Request(parsed, topology, executionId: "lint"));
            foreach (var finding in findings)
            {
                await Console.Out.WriteLineAsync(finding.ToString());
            }

            var (errors, warnings) = (findings.Count(one => one.Severity == LintSeverity.Error), findings.Count(one => one.Severity == LintSeverity.Warning));
            await Console.Out.WriteLineAsync($"{errors} errors, {warnings} warnings, {findings.Length - errors - warnings} notes");
            return errors > 0 ? 2 : warnings > 0 ? 1 : 0;
        });
        return command;
    }
}
