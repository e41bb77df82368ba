using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Tests.Sandbox.Hosting;

namespace Verification.Tests.Fixtures.Targets.LocalStack;

public sealed class LocalStackInfoTests
{
    private const string Free = """{"version":"4.14.0:abc","edition":"community","is_license_activated":false,"session_id":"x","system":"linux","is_docker":true,"uptime":3}""";
    private const string FreeHealth =
        """{"services":{"ec2":"available","iam":"running","logs":"available","secretsmanager":"available","sts":"running","s3":"available","ecs":"disabled","application-autoscaling":"available"},"edition":"community","version":"4.14.0"}""";

    private const string PaidHealth =
        """{"services":{"ec2":"available","iam":"running","logs":"available","secretsmanager":"available","sts":"running","ecs":"available","ecr":"available","elbv2":"available","application-autoscaling":"available"}}""";

    [Test]
    public void Edition_without_services_that_are_needed_is_refused_with_what_to_do_instead()
    {
        var info = LocalStackInfo.Parse(Free, FreeHealth);

        Assert.That(() => info.Require("localstack/localstack:4.14"), Throws.TypeOf<TargetException>().With.Message.Contains(
            "found that edition community 4.14.0:abc (no licence) lacks ECS, ECR, ELBv2. LocalStack has ECS, ECR and ELBv2 in paid plans only").And.Message.Contains("--target sandbox"));
    }

    [Test]
    public void Edition_that_has_them_is_taken_and_says_what_it_is()
    {
        var info = LocalStackInfo.Parse(Free.Replace("community", "pro", StringComparison.Ordinal).Replace("false", "true", StringComparison.Ordinal), PaidHealth);

        Assert.That(() => info.Require("localstack/localstack:4.14"), Throws.Nothing);
        Assert.That((info.ToString(), info.IsSandbox), Is.EqualTo(("LocalStack 4.14.0:abc, edition pro, licensed", false)));
    }

    [Test]
    public async Task Sandbox_has_all_of_them_and_pretends_to_no_licence()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var info = await LocalStackInfo.ReadAsync(sandbox.Server.Url, CancellationToken.None);

        Assert.That(info.Lacking, Is.Empty);
        Assert.That((info.IsSandbox, info.IsLicensed), Is.EqualTo((true, false)));
    }

    [TestCase("[]", "{}")]
    [TestCase("{}", "{}")]
    [TestCase("nonsense", "{}")]
    public async Task What_is_no_localstack_is_no_target(string info, string health)
    {
        await using var server = await PageServer.StartAsync(path => path == "/_localstack/info" ? info : health);

        Assert.That(() => LocalStackInfo.ReadAsync(server.Url, CancellationToken.None), Throws.TypeOf<TargetException>().With.Message.Contains("expected LocalStack's edition at /_localstack/info"));
    }
}
