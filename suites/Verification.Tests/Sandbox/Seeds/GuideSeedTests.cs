using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ec2;
using Verification.Sandbox.Ecr;
using Verification.Sandbox.Hosting;
using Verification.Sandbox.Iam;
using Verification.Sandbox.LoadBalancing;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Seeds;

/// <summary>The guide's two clusters, once brought to life; that everything in them settles the replay itself makes sure of.</summary>
internal sealed class GuideSeedTests
{
    private static readonly string[] Regions = ["us-east-1", "us-west-2"];

    private readonly OperationTable _operations = new(Composition.Services);
    private SandboxServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _server = await SandboxServer.StartAsync(new SandboxOptions { Seed = "guide", Speed = 0 }, TestContext.CurrentContext.CancellationToken);

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public void Each_call_takes_all_the_identifiers_that_it_gives()
    {
        Assert.That(_server.Account.Ids.GivenCount, Is.Zero);
    }

    [TestCase("us-east-1", "prod-cluster", "frontend-service,backend-service,auth-service,payment-service", 3)]
    [TestCase("us-west-2", "analytics-cluster", "analytics-service,reporting-service", 2)]
    public void Each_cluster_runs_its_services_and_the_common_one(string region, string cluster, string neighbours, int desired)
    {
        var services = Ecs<DescribeServicesResponse>(region, "DescribeServices", new DescribeServicesRequest
        {
            Cluster = cluster, Services = ["notification-service", .. neighbours.Split(',')],
        }).Services;

        Assert.That(services.Select(service => service.RunningCount), Is.EqualTo([desired, .. neighbours.Split(',').Select(_ => 1)]));
        Assert.That(services[0].TaskDefinition, Does.EndWith(":2"));
        Assert.That(services[0].DeploymentConfiguration.DeploymentCircuitBreaker.Rollback, Is.True);
    }

    [Test]
    public void The_common_service_runs_one_digest_everywhere()
    {
        var containers = new[] { ("us-east-1", "prod-cluster"), ("us-west-2", "analytics-cluster") }.SelectMany(where =>
        {
            var tasks = Ecs<ListTasksResponse>(where.Item1, "ListTasks", new ListTasksRequest { Cluster = where.Item2, ServiceName = "notification-service" }).TaskArns;
            return Ecs<DescribeTasksResponse>(where.Item1, "DescribeTasks", new DescribeTasksRequest { Cluster = where.Item2, Tasks = tasks }).Tasks;
        }).SelectMany(task => task.Containers).ToList();

        Assert.That(containers, Has.Count.EqualTo(5));
        Assert.That(containers.Select(container => container.ImageDigest).Distinct().Count(), Is.EqualTo(1));
        Assert.That(containers.Select(container => container.Image), Has.All.EndsWith("/notification-service:v1.2.3"));
    }

    [Test]
    public void No_task_failed_on_the_way()
    {
        Assert.That(
            new[] { ("us-east-1", "prod-cluster"), ("us-west-2", "analytics-cluster") }.SelectMany(where =>
                Ecs<ListTasksResponse>(where.Item1, "ListTasks", new ListTasksRequest { Cluster = where.Item2, DesiredStatus = "STOPPED" }).TaskArns),
            Is.Empty);
    }

    [Test]
    public void The_image_was_pushed_in_one_region_and_replicated_to_the_other()
    {
        var repositories = Regions.Select(region => _server.Account.Region(region).State<EcrState>().Find("notification-service")!).ToList();

        Assert.That(repositories.Select(repository => string.Join(",", repository.Tags.Keys)), Is.EqualTo(["latest,v1.2.3", "latest,v1.2.3"]));
        Assert.That(repositories.SelectMany(repository => repository.Tags.Values).Distinct().Count(), Is.EqualTo(1));
        Assert.That(repositories[0].Settings.ScanOnPush, Is.True);
        Assert.That(repositories[0].Images.Values.Single().Replications.Select(replication => replication.Status), Is.EqualTo(["COMPLETE"]));
    }

    [TestCase("us-east-1", "prod-alb-123456789", "loadbalancer/app/prod-alb/xyz789", "listener-rule/app/prod-alb/xyz789/abc123/rule1", "listener-rule/app/prod-alb/xyz789/def456/rule2")]
    [TestCase("us-west-2", "analytics-alb-987654321", "loadbalancer/app/analytics-alb/uvw123", "listener-rule/app/analytics-alb/uvw123/ghi789/rule1", "listener-rule/app/analytics-alb/uvw123/jkl012/rule2")]
    public void Load_balancers_and_rules_have_the_identifiers_of_chapter_5(string region, string host, string balancerId, string production, string stage)
    {
        var balancer = _server.Account.Region(region).State<ElbState>().LoadBalancers.Values.Single();
        var arn = $"arn:aws:elasticloadbalancing:{region}:123456789012:";

        Assert.That(balancer.DnsName, Is.EqualTo($"{host}.{region}.elb.amazonaws.com"));
        Assert.That(balancer.Arn, Is.EqualTo(arn + balancerId));
        Assert.That(balancer.Rules.Select(rule => rule.Arn), Does.Contain(arn + production).And.Contain(arn + stage));
    }

    [TestCase("us-east-1", 0, "prod")]
    [TestCase("us-west-2", 1, "analytics")]
    public void Each_VPC_has_three_private_and_three_public_subnets(string region, int octet, string name)
    {
        var state = _server.Account.Region(region).State<Ec2State>();

        Assert.That(state.Vpcs.Values.Single().Cidr.ToString(), Is.EqualTo($"10.{octet}.0.0/16"));
        Assert.That(
            state.Subnets.Values.Select(subnet => $"{subnet.Id} {subnet.Cidr}"),
            Is.EqualTo(
            [
                .. Enumerable.Range(1, 3).Select(number => $"subnet-{name}{number} 10.{octet}.{number}.0/24"),
                .. Enumerable.Range(1, 3).Select(number => $"subnet-{name}-public{number} 10.{octet}.{10 + number}.0/24"),
            ]));
        Assert.That(state.FindSecurityGroup($"sg-{name}-ecs"), Is.Not.Null);
    }

    [Test]
    public void The_roles_of_chapter_2_exist()
    {
        Assert.That(
            _server.Account.Global<IamState>().Roles.Select(role => role.Name),
            Is.EqualTo(["harness-delegate-analytics-role", "harness-delegate-prod-role", "notification-service-execution-role", "notification-service-task-role"]));
    }

    private T Ecs<T>(string region, string operation, object request)
    {
        lock (_server.Account.Lock)
        {
            return (T)_operations.Find("ecs", operation)!.Invoke(request, new RequestContext(_server.Account.Region(region), "request"));
        }
    }
}
