using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Probes;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>The board as a terminal shows it.</summary>
internal static class BoardView
{
    public static IRenderable Of(BoardState state, IEnumerable<ProbeReport> clients) => new Rows(
        Stages(state),
        Clusters(state, [.. clients]),
        new Panel(new Markup(string.Join('\n', state.Lines.Select(line => $"[dim]{Markup.Escape(line)}[/]")))).NoBorder());

    public static string Took(TimeSpan time) => time.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    public static string Colour(RunStatus status) => status switch
    {
        RunStatus.Success => "green",
        RunStatus.Unknown or RunStatus.Skipped or RunStatus.IgnoreFailed => "yellow",
        _ => "red",
    };

    private static Table Stages(BoardState state)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("stage", "status", "step");
        foreach (var stage in state.Stages)
        {
            var status = stage.Status == RunStatus.Unknown ? "running" : stage.Status.ToString();
            table.AddRow(
                Markup.Escape(stage.Name),
                $"[{Colour(stage.Status)}]{status}[/]",
                Markup.Escape(stage.Duration is { } duration ? Took(duration) : stage.Step));
        }

        return table;
    }

    private static Table Clusters(BoardState state, List<ProbeReport> clients)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("cluster", "service", "version", "tasks", "healthy targets", "traffic", "clients");
        foreach (var cluster in state.Clusters)
        {
            var client = clients.Find(report => report.Cluster == cluster.Cluster);
            foreach (var (service, isFirst) in cluster.Services.Select((service, index) => (service, index == 0)))
            {
                table.AddRow(
                    isFirst ? Markup.Escape(cluster.Cluster) : "",
                    Markup.Escape(service.Name),
                    Markup.Escape(service.ImageTag),
                    $"{service.Running}/{service.Desired}",
                    $"{service.HealthyTargets}",
                    service.TrafficPercent > 0 ? string.Create(CultureInfo.InvariantCulture, $"[green]{service.TrafficPercent:0} %[/]") : "[dim]none[/]",
                    isFirst && client is not null ? Client(client) : "");
            }
        }

        return table;
    }

    private static string Client(ProbeReport client) =>
        $"{Markup.Escape(client.Version ?? "?")}, {client.Requests - client.Failed} ok, {(client.Failed == 0 ? "[green]0 failed[/]" : $"[red]{client.Failed} failed[/]")}";
}
