using System.CommandLine;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Reports.Generating;

namespace Verification.Rehearsal.Commands;

/// <summary>Makes the Allure report of what suites, load tests and rehearsals have left.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var results = new Option<string>("--results") { Description = "the folder of results", DefaultValueFactory = _ => "artifacts/allure-results" };
        var output = new Option<string>("--output") { Description = "the folder of the report; an older report in it is deleted", DefaultValueFactory = _ => "artifacts/allure-report" };
        var history = new Option<string>("--history") { Description = "the file that keeps earlier runs; keep it between runs of a pipeline", DefaultValueFactory = _ => "artifacts/allure-history.jsonl" };
        var name = new Option<string>("--name") { Description = "the report's name", DefaultValueFactory = _ => "Verification" };
        var configuration = new Option<string?>("--configuration") { Description = "keep the generator's configuration in this file; `allure quality-gate --config FILE` judges results by the policy with it" };
        var settings = new SettingOptions(SettingKey.Topology, SettingKey.Policy);
        var single = new Option<bool>("--single-file") { Description = "one file that opens from disk" };
        var command = new Command("report", "Make the Allure report of the suites' results; Node is needed: exit code 0 made, 1 not made.") { results, output, history, name, single, configuration };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var resolved = settings.Resolve(parsed);
            try
            {
                var generator = new AllureGenerator(RepositoryFile.Find("reports/package.json"), Environment.GetEnvironmentVariable("PATH"));
                var report = await generator.GenerateAsync(
                    new GenerationRequest
                    {
                        Results = parsed.GetValue(results)!,
                        Output = parsed.GetValue(output)!,
                        History = parsed.GetValue(history)!,
                        Name = parsed.GetValue(name)!,
                        SingleFile = parsed.GetValue(single),
                        Policy = PolicyFile.Of(resolved),
                        Clusters = [.. VerificationRun.Declared(resolved, cluster: null).Clusters.Select(cluster => cluster.Name)],
                        Configuration = parsed.GetValue(configuration),
                    },
                    cancellationToken);
                foreach (var warning in report.Warnings)
                {
                    await Console.Error.WriteLineAsync($"note: {warning}");
                }

                await Console.Out.WriteLineAsync($"{report.Page}: {report.Total} tests, {report.Passed} passed");
                return 0;
            }
            catch (GenerationException error)
            {
                await Console.Error.WriteLineAsync($"no report was made: {error.Message}");
                return ExitCode.Failed;
            }
        });
        return command;
    }
}
