using System.Globalization;
using Verification.AllureReports;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Model.Topologies;

namespace Verification.LoadTests.Running;

/// <summary>What Allure shows of a run of load and of each of its scenarios.</summary>
internal static class LoadReport
{
    public const string Stage = "Load";

    /// <summary>What is known without a target.</summary>
    public static void Write()
    {
        var settings = VerificationSettings.Resolve(LoadContext.Sources);
        var load = LoadSettings.Resolve(LoadContext.Sources);
        var topology = VerificationRun.Declared(settings, cluster: null);
        RunFiles.Write(
        [
            ("Target", settings.Endpoint?.ToString() ?? "sandbox"),
            ("Topology", topology.Name),
            ("Service", topology.CommonService.Name),
            ("Expected tag", topology.CommonService.ExpectedTag),
            ("Load", string.Create(CultureInfo.InvariantCulture, $"{load.Rate}/s or {load.Connections} connections, {load.Duration.TotalSeconds} s")),
            ("Policy", settings.PolicyPath ?? PolicyFile.Default),
            ("Verification", typeof(Check).Assembly.GetName().Version?.ToString(3)),
            (".NET", Environment.Version.ToString()),
        ]);
    }

    public static void Begin(LoadContext context, ClusterDeclaration cluster, string title)
    {
        var service = context.Topology.CommonService;
        new TestReport($"{service.Name} {service.ExpectedTag}".TrimEnd(), new Subject(cluster.Name, service.Name)) { TopologyPath = context.Settings.TopologyPath }
            .Begin(title, CheckWeight.Block);
    }

    /// <summary>The figures, and a step for every finding on them.</summary>
    public static void Add(LoadFacts facts, IEnumerable<Finding> findings)
    {
        TestReport.Attach(new SharedAttachment("Load facts", "application/json", ".json", () => LoadEvidenceJson.Write(facts)));
        foreach (var finding in findings)
        {
            TestReport.Note(finding);
        }
    }
}
