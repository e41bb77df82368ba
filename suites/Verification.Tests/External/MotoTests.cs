using System.Text.Json;
using NUnit.Framework;
using Verification.Rehearsal.Commands;
using Verification.Tests.Rehearsal;

namespace Verification.Tests.External;

/// <summary>The same verify against an emulator that we did not write, with the guide's scripts applied to it.</summary>
[Category("External")]
public sealed class MotoTests
{
    // What the scripts leave undone, in the sandbox as well: the guide's tag is latest, and it makes neither neighbours nor delegates' roles.
    private static readonly string[] Undone =
    [
        "failed image-tag prod-cluster: tag latest",
        "failed image-tag analytics-cluster: tag latest",
        "failed roles: no role harness-delegate-prod-role; no role harness-delegate-analytics-role",
    ];

    // What moto does not do: it starts no task of a service, so that nothing is healthy, answers or runs an image; it copies no image, names load balancers itself, and
    // forgets the circuit breaker that a service is created with.
    private static readonly string[] NotDone =
    [
        "failed circuit-breaker prod-cluster: off",
        "failed circuit-breaker analytics-cluster: off",
        "failed running-equals-desired prod-cluster: 0 of 3 running, 3 pending",
        "failed running-equals-desired analytics-cluster: 0 of 2 running, 2 pending",
        "failed minimum-running prod-cluster: 0 running",
        "failed minimum-running analytics-cluster: 0 running",
        "failed deployment-settled prod-cluster: IN_PROGRESS",
        "failed deployment-settled analytics-cluster: IN_PROGRESS",
        "failed tasks-healthy prod-cluster: no task",
        "failed tasks-healthy analytics-cluster: no task",
        "unknown tasks-current prod-cluster: no task",
        "unknown tasks-current analytics-cluster: no task",
        "unknown targets-registered prod-cluster: no running task",
        "unknown targets-registered analytics-cluster: no running task",
        "failed targets-healthy prod-cluster: 0 healthy",
        "failed targets-healthy analytics-cluster: 0 healthy",
        "failed load-balancer prod-cluster: active, prod-alb-1.us-east-1.elb.amazonaws.com",
        "failed load-balancer analytics-cluster: active, analytics-alb-1.us-west-2.elb.amazonaws.com",
        "unknown health-endpoint prod-cluster: could not be read",
        "unknown health-endpoint analytics-cluster: could not be read",
        "unknown version-endpoint prod-cluster: nobody was asked",
        "unknown version-endpoint analytics-cluster: nobody was asked",
        "unknown image-available prod-cluster: no task runs it",
        "failed image-available analytics-cluster: RepositoryNotFoundException",
        "unknown image-digest: no task runs in prod-cluster; no task runs in analytics-cluster",
        "unknown same-version: no version from prod-cluster; no version from analytics-cluster",
    ];

    [Test]
    [CancelAfter(600_000)]
    public async Task Verify_says_of_the_guide_in_moto_what_is_there_and_what_moto_does_not_do(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("moto_server") is not [var moto, ..] || ExternalTool.All("python3") is not [var python, ..] || ExternalTool.All("aws").Count == 0)
        {
            // No Debian package brings moto, so CI cannot ask for it.
            Assert.Ignore("this needs moto_server, python3 and the AWS CLI: pip install 'moto[server]' awscli");
            return;
        }

        await using var server = await MotoServer.StartAsync(moto, cancellationToken);
        var applied = await ExternalTool.RunAsync(python, [GuideEndpoint.File("Guide", "moto.py")], Environment(server), cancellationToken);
        Assert.That(applied.ExitCode, Is.Zero, applied.ToString);

        var verdict = await CliResult.RunAsync(["verify", "--endpoint", server.Url.ToString(), "--json"], cancellationToken);
        Assert.That(verdict.ExitCode, Is.EqualTo(ExitCode.Hold), verdict.ToString);
        Explain(Findings(verdict.Output), [.. Undone, .. NotDone]);

        await PreflightIsTrueAsync(server, cancellationToken);
    }

    /// <summary>Everything else passes, as it does in the sandbox; neighbours are not there at all.</summary>
    private static void Explain(List<(string Line, bool IsNeighbour)> findings, string[] differences)
    {
        var against = findings.Where(finding => !finding.Line.StartsWith("passed", StringComparison.Ordinal)).ToList();
        Assert.That(against.Where(finding => finding.IsNeighbour).Select(finding => finding.Line), Is.All.Contains("absent: service "));
        var common = against.Where(finding => !finding.IsNeighbour).Select(finding => finding.Line).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(common.Where(line => !Array.Exists(differences, difference => Fits(line, difference))), Is.Empty, "not passed, and not explained");
            Assert.That(differences.Where(difference => !common.Exists(line => Fits(line, difference))), Is.Empty, "explained, and not so");
            Assert.That(findings.Count(finding => finding.Line.StartsWith("passed", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(18));
        });
    }

    /// <summary>moto knows no service deployments and no simulation, and says so by an error 500 that is none of AWS's.</summary>
    private static async Task PreflightIsTrueAsync(MotoServer server, CancellationToken cancellationToken)
    {
        var verify = await CliResult.RunAsync(["preflight", "--endpoint", server.Url.ToString()], cancellationToken);
        var deploy = await CliResult.RunAsync(["preflight", "--for", "deploy", "--cluster", "prod-cluster", "--endpoint", server.Url.ToString(), "--json"], cancellationToken);

        Assert.That(verify.ExitCode, Is.Zero, verify.ToString);
        Assert.That(deploy.ExitCode, Is.EqualTo(ExitCode.CannotJudge), deploy.ToString);
        using var report = JsonDocument.Parse(deploy.Output);
        var lines = report.RootElement.GetProperty("lines").EnumerateArray().ToLookup(line => line.GetProperty("status").GetString()!, line => line.GetProperty("subject").GetString()!, StringComparer.Ordinal);
        Assert.That(lines["unknown"], Is.EquivalentTo(["ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions"]));
        Assert.That(lines["not asked"], Does.Contain("ecs:UpdateService").And.Contain("elasticloadbalancing:ModifyRule").And.Contain("iam:PassRole"));
        Assert.That(lines["missing"].Concat(lines["not implemented"]), Is.Empty);
    }

    private static bool Fits(string line, string difference) => difference.Split(": ", 2) is [var head, var observed]
        && line.StartsWith(head + ":", StringComparison.Ordinal) && line.Contains(observed, StringComparison.Ordinal);

    private static List<(string Line, bool IsNeighbour)> Findings(string json)
    {
        using var verdict = JsonDocument.Parse(json);
        return [.. verdict.RootElement.GetProperty("findings").EnumerateArray().Select(finding =>
        {
            string Text(string name) => finding.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
            return ($"{$"{Text("outcome")} {Text("check")} {Text("cluster")}".TrimEnd()}: {Text("observed")}", Text("service") is not ("" or "notification-service"));
        })];
    }

    private static Dictionary<string, string?> Environment(MotoServer server) => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = server.Url.ToString().TrimEnd('/'),
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["http_proxy"] = null,
        ["HTTP_PROXY"] = null,
    };
}
