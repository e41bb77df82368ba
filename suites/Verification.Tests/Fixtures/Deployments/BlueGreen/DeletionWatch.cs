using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using Verification.Fixtures.Targets;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.LoadBalancing;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>Looks at each call that takes tasks from a service, at the moment in which it is made, and notes it where production forwards to that service.</summary>
internal sealed class DeletionWatch
{
    private readonly List<string> _crimes = [];

    /// <summary>What should never have been called.</summary>
    public IReadOnlyList<string> Crimes => _crimes;

    public static DeletionWatch On(SandboxTarget target, BlueGreenWorld.Cluster cluster)
    {
        var watch = new DeletionWatch();
        ((AmazonECSClient)target.In(cluster.Region).Ecs).BeforeRequestEvent += (_, e) =>
        {
            var call = (e as WebServiceRequestEventArgs)?.Request switch
            {
                DeleteServiceRequest delete => (Name: delete.Service, What: "deleted"),
                UpdateServiceRequest { DesiredCount: 0 } scale => (Name: scale.Service, What: "scaled to 0"),
                _ => default,
            };
            if (call.Name is { } name && Serves(target.Server.Account, cluster, name))
            {
                watch._crimes.Add($"{name} was {call.What} while it served");
            }
        };
        return watch;
    }

    private static bool Serves(AwsAccount account, BlueGreenWorld.Cluster cluster, string name)
    {
        lock (account.Lock)
        {
            var region = account.Regions.Single(region => region.Name == cluster.Region);
            var rule = region.State<ElbState>().Rule(cluster.ProductionRule.RuleArn!, out _);
            var used = ((ForwardAction)rule.Action).Groups.Where(group => group.Weight > 0).Select(group => group.TargetGroupArn).ToList();
            return region.State<EcsState>().Cluster(cluster.Name).FindService(name)?.Primary.Revision.LoadBalancers.Any(balancer => used.Contains(balancer.TargetGroupArn)) == true;
        }
    }
}
