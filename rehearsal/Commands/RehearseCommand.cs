using System.CommandLine;
using Spectre.Console;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;
using Verification.Rehearsal.Output;
using Verification.Rehearsal.Rehearsing;
using Verification.Rehearsal.Reporting;

namespace Verification.Rehearsal.Commands;

/// <summary>Plays the guide's pipeline on the sandbox, or in a container: the success, then the failure that the guide demonstrates.</summary>
internal static class RehearseCommand
{
    private const string BadTag = "v0.0.0-not-built";

    public static Command Create()
    {
        var settings = SettingOptions.OfRelease();
        var tag = new Option<string>("--tag") { Description = "the version that is deployed", DefaultValueFactory = _ => "v1.3.0" };
        var speed = new Option<double>("--speed") { Description = "sandbox seconds per second; LocalStack itself has real time only", DefaultValueFactory = _ => SandboxTarget.DefaultSpeed };
        speed.Validators.Add(result => Check(result, result.GetValueOrDefault<double>() is > 0 and <= 3600, "a speed above 0, up to 3600"));
        var port = new Option<int>("--port") { Description = "the port on 127.0.0.1, 0 for any free one", DefaultValueFactory = _ => 0 };
        port.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() is >= 0 and <= 65535, "a port from 0 to 65535"));
        var pipeline = new Option<string>("--pipeline") { Description = "the Harness pipeline", DefaultValueFactory = _ => "pipelines/multi-cluster-notification.yaml" };
        var fault = new Option<string?>("--fault") { Description = "instead: a fault of the sandbox (GET /_sandbox/faults/kinds) that strikes the new version, or what it is released with, from the start, as KIND or as JSON" };
        var only = new Option<string?>("--only") { Description = "deploy to this cluster only" };
        var report = new Option<string?>("--report") { Description = "write what the gate says to the release as one HTML page" };
        var keep = new Option<bool>("--keep") { Description = "leave the sandbox running afterwards, until Ctrl+C" };
        var command = new Command("rehearse", "Play the pipeline on the sandbox, or with --target localstack in a container: exit code 0 when everything ended as it should, 1 when not.") { tag, speed, port, pipeline, fault, only, report, keep };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PlayAsync(
            settings.Resolve(parsed),
            new RehearsalOptions
            {
                Tag = parsed.GetValue(tag)!,
                Speed = parsed.GetValue(speed),
                Port = parsed.GetValue(port),
                Pipeline = RepositoryFile.Find(parsed.GetValue(pipeline)!),
                Fault = parsed.GetValue(fault),
                Only = parsed.GetValue(only),
                Report = parsed.GetValue(report),
                ReportUrl = ReportLink.Of(settings.Resolve(parsed)),
                Keep = parsed.GetValue(keep),
            },
            cancellationToken));
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool fits, string expected)
    {
        if (!fits)
        {
            result.AddError($"{result.Option.Name}: expected {expected}");
        }
    }

    private static async Task<int> PlayAsync(VerificationSettings settings, RehearsalOptions options, CancellationToken cancellationToken)
    {
        var topology = VerificationRun.Declared(settings, cluster: null);
        if (options.Only is { } only && topology.Clusters.All(cluster => cluster.Name != only))
        {
            throw new SettingsException($"--only: expected one of {string.Join(", ", topology.Clusters.Select(cluster => cluster.Name))}, found \"{only}\"");
        }

        var screen = Screen.Create();
        var folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;
        try
        {
            await using var place = await RehearsalPlace.OpenAsync(settings, topology, options, Console.Error.WriteLine, cancellationToken);
            var target = place.Target;
            screen.Console.MarkupLine($"[dim]{Markup.Escape(place.Description)} on {place.Url}, {target.Clock.Speed:0.#} seconds a second[/]");
            using var rehearsal = new Rehearsing.Rehearsal(target, topology, settings.TopologyPath, options, folder);
            var policy = PolicyFile.Read(PolicyFile.Default);
            var report = new RehearsalReport(target, topology, options, policy, rehearsal.Evidence);
            var results = new ReportedRehearsal(topology, settings.TopologyPath, policy, options, place.Description);
            results.Begin();
            IRehearsalWatch watch = screen.IsTerminal ? new LiveWatch(screen.Console) : new LineWatch(Console.Out);
            var isWell = options.Fault is null
                ? await PlayGuideAsync(rehearsal, report, results, topology, options, screen, watch, cancellationToken)
                : await PlayFaultAsync(rehearsal, report, results, place, options, screen, watch, cancellationToken);
            foreach (var message in rehearsal.SlackMessages)
            {
                screen.Console.MarkupLine($"[dim]Slack: {Markup.Escape(message.ReplaceLineEndings(" | "))}[/]");
            }

            if (options.Keep)
            {
                screen.Console.MarkupLine($"{Markup.Escape(place.Description)} stays on {place.Url} until Ctrl+C");
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return isWell ? ExitCode.Promote : ExitCode.Hold;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Both clusters get the version; then a tag that nobody built leaves them as they are.</summary>
    private static async Task<bool> PlayGuideAsync(
        Rehearsing.Rehearsal rehearsal, RehearsalReport report, ReportedRehearsal results, Topology topology, RehearsalOptions options, Screen screen, IRehearsalWatch watch,
        CancellationToken cancellationToken)
    {
        await rehearsal.PublishAsync(options.Tag, cancellationToken);
        await report.LookAsync(cancellationToken);
        var success = await rehearsal.PlayAsync(options.Tag, preflight: true, watch, cancellationToken);
        var judged = await report.JudgeAsync(success, cancellationToken);
        RehearsalSummary.Write(screen, $"{options.Tag} to {string.Join(", then ", topology.Clusters.Select(cluster => cluster.Name))}", success);
        Expectation[] promised =
        [
            new(success.Pipeline.Status == RunStatus.Success, $"{options.Tag} was not deployed: {success.Pipeline.Why}"),
            .. success.Clients.Select(client => new Expectation(client.Failed == 0, "requests failed during the deployment", client.Cluster)),
            .. success.Clients.Select(client => options.Only is null || client.Cluster == options.Only
                ? new Expectation(client.Versions.Length == 2 && client.Version == options.Tag, "clients saw something else than one change of version", client.Cluster)
                : new Expectation(client.Versions.Length == 1, "a cluster changed that was not deployed to", client.Cluster)),
        ];
        results.Add(success, judged, promised);
        var failure = await rehearsal.PlayAsync(BadTag, preflight: false, watch, cancellationToken);
        RehearsalSummary.Write(screen, $"{BadTag}, an image that nobody built", failure);
        Expectation[] prevented =
        [
            new(failure.Pipeline.Status == RunStatus.Failed, "an image that is not there was deployed"),
            .. failure.Clients.Select(client => new Expectation(client.Failed == 0 && client.Versions.Length == 1, "clients noticed the deployment that failed", client.Cluster)),
        ];
        results.AddFailure(BadTag, "an image that nobody built is not deployed", failure, judged: null, prevented);
        return Tell(screen, [.. promised, .. prevented]);
    }

    /// <summary>The new version has a fault; it must not stay.</summary>
    private static async Task<bool> PlayFaultAsync(
        Rehearsing.Rehearsal rehearsal, RehearsalReport report, ReportedRehearsal results, RehearsalPlace place, RehearsalOptions options, Screen screen, IRehearsalWatch watch,
        CancellationToken cancellationToken)
    {
        if (!place.IsSandbox)
        {
            throw new SettingsException($"--fault: expected a sandbox, which has faults, found {place.Description}");
        }

        var fault = await RehearsedFault.StrikeAsync(place.Url, options.Fault!, options.Tag, cancellationToken);
        await report.LookAsync(cancellationToken);
        var result = await rehearsal.ReleaseAsync(options.Tag, watch, cancellationToken);
        var judged = await report.JudgeAsync(result, cancellationToken);
        RehearsalSummary.Write(screen, $"{options.Tag} with {options.Fault}", result);
        if (result.IsInterrupted)
        {
            screen.Console.MarkupLine($"[red]{Markup.Escape(result.Pipeline.Why)}[/]");
            var why = judged.Run.Explanation;

            // That the version has not come is what happened, and no reason.
            ExplanationView.WriteShort(screen, why with { Causes = why.Causes.RemoveAll(cause => cause.Id == "not-deployed") });
        }

        Expectation[] expected = fault.IsOfVersion || result.Pipeline.Status != RunStatus.Success
            ?
            [
                new(result.Pipeline.Status == RunStatus.Failed, "the pipeline did not notice"),
                .. result.Clients.Select(client => new Expectation(client.Versions.IsEmpty || client.Version == client.Versions[0].Version, "what served before does not serve again", client.Cluster)),
            ]
            :
            [
                .. result.Clients.Select(client => new Expectation(client.Failed == 0, "requests failed during the deployment", client.Cluster)),
                .. result.Clients.Where(client => options.Only is null || client.Cluster == options.Only)
                    .Select(client => new Expectation(client.Version == options.Tag, "the pipeline says success, and clients do not have the new version", client.Cluster)),
            ];
        results.AddFailure(options.Tag, fault.IsOfVersion ? "a version with a fault does not stay" : "a release comes through a fault, or leaves what served before", result, judged, expected);
        return Tell(screen, expected);
    }

    private static bool Tell(Screen screen, Expectation[] expectations)
    {
        var problems = expectations.Where(one => !one.Holds).Select(one => one.Problem).Distinct(StringComparer.Ordinal).ToList();
        foreach (var problem in problems)
        {
            screen.Console.MarkupLine($"[red]{Markup.Escape(problem)}[/]");
        }

        screen.Console.MarkupLine(problems.Count == 0 ? "[green bold]AS IT SHOULD BE[/]" : "[red bold]NOT AS IT SHOULD BE[/]");
        return problems.Count == 0;
    }
}
