using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class IngressTests
{
    [TestCase("tcp", 8083, 8083, "sg-alb", true)]
    [TestCase("tcp", 8000, 8083, "sg-alb", true)]
    [TestCase("tcp", 8083, 9000, "sg-alb", true)]
    [TestCase("tcp", 8084, 9000, "sg-alb", false)]
    [TestCase("tcp", 8000, 8082, "sg-alb", false)]
    [TestCase("tcp", -1, -1, "sg-alb", true)]
    [TestCase("-1", -1, -1, "sg-alb", true)]
    [TestCase("-1", 80, 80, "sg-alb", true)]
    [TestCase("udp", 8083, 8083, "sg-alb", false)]
    [TestCase("tcp", 8083, 8083, "sg-other", false)]
    [TestCase("tcp", 8083, 8083, "sg-other sg-alb", true)]
    [TestCase("tcp", 8083, 8083, "10.0.0.0/16", true)]
    public void The_load_balancer_is_let_in_by_its_group_or_an_address_block_on_the_port(string protocol, int from, int to, string sources, bool isLetIn) => Assert.That(
        Explained.Of(Closed(new IngressFact(protocol, from, to, [.. sources.Split(' ')]))).Causes.Any(cause => cause.Id == "security-group-closed"), Is.Not.EqualTo(isLetIn));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void What_is_let_in_is_said_with_its_ports(int rules) => Explained.First(
        "security-group-closed", Closed([.. ImmutableArray.Create(new IngressFact("tcp", 9000, 9010, ["sg-a", "sg-b"]), new IngressFact("tcp", 22, 22, ["sg-alb"])).Take(rules)]));

    private static Snapshot Closed(params ImmutableArray<IngressFact> rules) => Troubles.Snapshot
        .Targets("unhealthy", "Target.Timeout: Request timed out")
        .Trouble(trouble => trouble with { SecurityGroups = trouble.SecurityGroups.But(groups => groups with { OfTasks = [groups.OfTasks[0] with { Ingress = rules }] }) });
}
