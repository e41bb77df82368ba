using System.Net;
using Amazon.EC2.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ec2;
using Verification.Sandbox.Ecs.Operations;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Tasks;
using Verification.Tests.Sandbox.LoadBalancing;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Traffic;

/// <summary>Two regions with the same names, the same addresses even: neither sees anything of the other.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegionIsolationTests : IAsyncDisposable
{
    private TrafficWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await TrafficWorld.StartAsync();

    [Test]
    public async Task Load_balancers_of_one_name_lead_to_their_own_regions_tasks()
    {
        _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "east");
        var (group, dnsName) = RunWest();
        await _world.AdvanceAsync(10);

        var east = await _world.Http.GetStringAsync(TrafficWorld.Host + "/version");
        var west = await _world.Http.GetStringAsync($"http://{dnsName}/version");
        _world.Server.Tasks.Behave("arn:aws:ecs:us-west-2:123456789012:task/prod-cluster/west", new TaskBehaviour { HealthStatus = 500 });
        await _world.AdvanceAsync(70);

        Assert.That((east.Split('"')[3], west.Split('"')[3]), Is.EqualTo(("east", "west")));
        Assert.That(_world.Elb.HealthOf(_world.Blue, "10.0.1.1").State.Value, Is.EqualTo("healthy"));
        Assert.That(West.Region.State<ElbState>().TargetGroup(group).HealthOf(IPAddress.Parse("10.0.1.1"), 8083).State, Is.EqualTo("unhealthy"));
    }

    [Test]
    public void A_target_group_of_another_region_is_not_found()
    {
        var (group, _) = RunWest();

        var error = ElbCaller.Error(() => _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Forward(group)));

        Assert.That(error.Code, Is.EqualTo("TargetGroupNotFound"));
    }

    [Test]
    public void Clusters_of_one_name_are_two()
    {
        var (clusters, queries, east) = (new ClusterOperations(), new ClusterQueries(), _world.Elb.East);
        clusters.CreateCluster(new CreateClusterRequest { ClusterName = "prod-cluster" }, east);
        clusters.CreateCluster(new CreateClusterRequest { ClusterName = "prod-cluster" }, West);

        clusters.DeleteCluster(new DeleteClusterRequest { Cluster = "prod-cluster" }, West);

        Assert.That(queries.ListClusters(new ListClustersRequest(), east).ClusterArns, Is.EqualTo(["arn:aws:ecs:us-east-1:123456789012:cluster/prod-cluster"]));
        Assert.That(queries.ListClusters(new ListClustersRequest(), West).ClusterArns, Is.Empty);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private RequestContext West => new(_world.Server.Account.Region("us-west-2"), "request");

    private (string Group, string DnsName) RunWest()
    {
        var vpc = new Ec2Vpcs().CreateVpc(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, West).Vpc.VpcId;
        var balancer = new ElbLoadBalancers().CreateLoadBalancer(
            new CreateLoadBalancerRequest { Name = "prod-alb", Subnets = [Subnet(vpc, "10.0.11.0/24", "us-west-2a"), Subnet(vpc, "10.0.12.0/24", "us-west-2b")] }, West).LoadBalancers[0];
        var group = new ElbTargetGroups().CreateTargetGroup(
            new CreateTargetGroupRequest { Name = "blue", Protocol = "HTTP", Port = 8083, VpcId = vpc, TargetType = "ip", HealthCheckPath = "/health" }, West).TargetGroups[0].TargetGroupArn;
        new ElbListeners().CreateListener(
            new CreateListenerRequest { LoadBalancerArn = balancer.LoadBalancerArn, Port = 80, Protocol = "HTTP", DefaultActions = [new Action { Type = "forward", TargetGroupArn = group }] }, West);
        _world.Server.Tasks.Start(new TaskEndpoint
        {
            TaskArn = "arn:aws:ecs:us-west-2:123456789012:task/prod-cluster/west",
            VpcId = vpc,
            Address = IPAddress.Parse("10.0.1.1"),
            Port = 8083,
            Service = "notification-service",
            Version = "west",
        });
        new ElbTargets().RegisterTargets(new RegisterTargetsRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = "10.0.1.1" }] }, West);
        return (group, balancer.DNSName);
    }

    private string Subnet(string vpc, string cidr, string zone) =>
        new Ec2Subnets().CreateSubnet(new CreateSubnetRequest { VpcId = vpc, CidrBlock = cidr, AvailabilityZone = zone }, West).Subnet.SubnetId;
}
