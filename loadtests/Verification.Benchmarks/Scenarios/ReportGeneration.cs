using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Verification.AllureReports;
using Verification.Fixtures.Settings;
using Verification.Model.Checks;
using Verification.Reports.Generating;

namespace Verification.Benchmarks.Scenarios;

/// <summary>How long does an Allure report of many results take?</summary>
internal sealed class ReportGeneration : IScenario
{
    private const int Results = 2000;

    public string Name => "report-generation";

    public string Question => $"time to write {Results:#,0} results with a step and an attachment each, and to make their report (Node needed)";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("report-generation-");
        try
        {
            var results = Path.Combine(folder.FullName, "allure-results");
            ResultsLocation.Use(results);
            var began = Stopwatch.GetTimestamp();
            for (var at = 0; at < Results; at++)
            {
                Write(at);
            }

            RunFiles.HideSecrets();
            yield return string.Create(CultureInfo.InvariantCulture, $"written in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
            began = Stopwatch.GetTimestamp();
            var report = await new AllureGenerator(RepositoryFile.Find("reports/package.json"), Environment.GetEnvironmentVariable("PATH")).GenerateAsync(
                new GenerationRequest { Results = results, Output = Path.Combine(folder.FullName, "report"), History = Path.Combine(folder.FullName, "history.jsonl"), SingleFile = true }, cancellationToken);
            yield return string.Create(
                CultureInfo.InvariantCulture, $"report of {report.Total} results in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {new FileInfo(report.Page).Length / 1048576.0:0.0} MiB in one file");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(int at)
    {
        var now = TimeProvider.System.GetUtcNow();
        var outcome = at % 20 == 0 ? Outcome.Failed : Outcome.Passed;
        new ReportedResult
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"benchmark {at}"),
            Report = new TestReport("notification-service v1.3.0", new Subject(at % 2 == 0 ? "prod-cluster" : "analytics-cluster", "notification-service")),
            Stage = string.Create(CultureInfo.InvariantCulture, $"Stage {at % 10}"),
            Title = string.Create(CultureInfo.InvariantCulture, $"check {at}"),
            Outcome = outcome,
            Message = outcome == Outcome.Failed ? "check: Failed for prod-cluster/notification-service" : "",
            Start = now,
            Stop = now,
            Steps = [new ReportedStep("judge: check", outcome, now, now) { Parameters = [("expected", "3 healthy"), ("observed", "2 healthy")] }],
            Attachments = [new ReportedAttachment("Facts", "application/json", ".json", () => $$"""{"tasks":"{{new string('x', 2000)}}"}""")],
        }.Write();
    }
}
