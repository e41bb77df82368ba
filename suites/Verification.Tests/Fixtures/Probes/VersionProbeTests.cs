using System.Collections.Immutable;
using System.Net.Http.Json;
using NUnit.Framework;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;
using Verification.Tests.EndToEnd;

namespace Verification.Tests.Fixtures.Probes;

/// <summary>What a client sees, on the real sandbox.</summary>
public sealed class VersionProbeTests
{
    private static readonly ClusterDeclaration Production = GuideRun.Topology.Clusters[0];
    private SandboxTarget _target = null!;

    [SetUp]
    public async Task StartAsync() => _target = await SandboxTarget.StartAsync(port: 0, "guide", speed: 0, TestContext.CurrentContext.CancellationToken);

    [TearDown]
    public ValueTask StopAsync() => _target.DisposeAsync();

    [Test]
    public async Task While_all_is_well_no_request_fails_and_there_is_one_version()
    {
        await using var probe = Start();
        await UntilAsync(probe, report => report.Requests > 50);
        await probe.DisposeAsync();

        Assert.That(probe.Report.Failed, Is.Zero);
        Assert.That(probe.Report.Versions.Select(seen => seen.Version), Is.EqualTo(["v1.2.3"]));
        Assert.That(probe.Report.LongestOutage, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Change_of_version_is_seen_there_and_back_and_an_answer_without_a_version_fails()
    {
        await using var probe = Start();
        await UntilAsync(probe, report => report.Requests > 5);
        await AddAsync(new { kind = "wrong-version", answers = "v9" });
        await UntilAsync(probe, report => report.Version == "v9");
        await ClearAsync();
        await UntilAsync(probe, report => report.Version == "v1.2.3");
        await AddAsync(new { kind = "version-endpoint-broken" });
        await UntilAsync(probe, report => report.Failed > 5);
        await ClearAsync();
        await UntilAsync(probe, report => report.Requests > report.Failed + 20);
        await probe.DisposeAsync();

        Assert.That(probe.Report.Versions.Select(seen => seen.Version), Is.EqualTo(["v1.2.3", "v9", "v1.2.3"]));
        Assert.That(probe.Report.Failures[0].What, Does.EndWith("answered 500"));
        Assert.That(probe.Report.LongestOutage, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Next_answer_shows_what_is_true_when_it_is_asked_for_and_an_ended_probe_has_none(CancellationToken cancellationToken)
    {
        await using var probe = Start();
        await probe.NextAnswerAsync(cancellationToken);
        var before = probe.Report.Version;
        await AddAsync(new { kind = "wrong-version", answers = "v9" });
        await probe.NextAnswerAsync(cancellationToken);
        var after = probe.Report.Version;
        await probe.DisposeAsync();

        Assert.That((before, after), Is.EqualTo(("v1.2.3", "v9")));
        Assert.That(() => probe.NextAnswerAsync(cancellationToken), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(cancellationToken.IsCancellationRequested, Is.False);
    }

    [Test]
    public async Task Glance_tells_tasks_targets_tag_and_where_traffic_goes()
    {
        var glance = await new ClusterWatch(_target, GuideRun.Topology, Production).LookAsync(CancellationToken.None);

        Assert.That(glance.Services, Has.Length.EqualTo(1));
        Assert.That(
            glance.Services[0] with { TargetStates = ImmutableSortedDictionary<string, int>.Empty },
            Is.EqualTo(new ServiceGlance { Name = "notification-service", ImageTag = "v1.2.3", Running = 3, Desired = 3, TargetStates = ImmutableSortedDictionary<string, int>.Empty, TrafficPercent = 100 }));
        Assert.That(glance.Services[0].TargetStates, Is.EqualTo(new Dictionary<string, int> { ["healthy"] = 3 }));
    }

    private static async Task UntilAsync(VersionProbe probe, Func<ProbeReport, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds(probe.Report))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    private VersionProbe Start() => VersionProbe.Start(_target, Production, TimeSpan.Zero, TimeProvider.System);

    private async Task AddAsync(object fault)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(_target.Url, "/_sandbox/faults"), fault);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task ClearAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.DeleteAsync(new Uri(_target.Url, "/_sandbox/faults"));
    }
}
