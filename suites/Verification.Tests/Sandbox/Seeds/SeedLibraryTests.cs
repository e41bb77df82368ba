using System.Text.Json;
using NUnit.Framework;
using Verification.Sandbox.Seeds;
using Verification.Wire;

namespace Verification.Tests.Sandbox.Seeds;

internal sealed class SeedLibraryTests
{
    [Test]
    public void There_is_nothing_in_none_and_much_in_the_guide()
    {
        Assert.That(SeedLibrary.Load("none"), Is.Empty);
        Assert.That(SeedLibrary.Load("guide"), Has.Count.GreaterThan(100));
    }

    [TestCase("Guide")]
    [TestCase("")]
    [TestCase("guide/")]
    public void An_unknown_name_is_answered_with_the_known_ones(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => SeedLibrary.Load(name));

        Assert.That(error.Message, Does.StartWith($"there is no seed '{name}'; there are: none, guide"));
    }

    [Test]
    public void The_guide_s_calls_come_in_its_order()
    {
        var operations = SeedLibrary.Load("guide").Select(call => call.Operation).Distinct().ToList();

        Assert.That(operations[0], Is.EqualTo("CreateVpc"));
        Assert.That(operations.IndexOf("CreateCluster"), Is.LessThan(operations.IndexOf("CreateLoadBalancer")));
        Assert.That(operations[^1], Is.EqualTo("CreateService"));
    }

    [Test]
    public void Every_call_goes_to_a_described_service_and_one_of_the_guide_s_regions()
    {
        foreach (var call in SeedLibrary.Load("guide"))
        {
            Assert.That(AwsServices.All.Select(service => service.SigningName), Does.Contain(call.Service));
            Assert.That(call.Region, Is.AnyOf("us-east-1", "us-west-2"));
            Assert.That(call.Input.ValueKind, Is.EqualTo(JsonValueKind.Object));
        }
    }

    [Test]
    public void Nothing_in_a_seed_passes_for_a_real_secret()
    {
        var values = SeedLibrary.Load("guide").Where(call => call.Operation == "CreateSecret").Select(call => call.Input.GetProperty("SecretString").GetString()).ToList();

        Assert.That(values, Has.Count.EqualTo(4));
        Assert.That(values, Has.All.Contains("not-a-"));
    }
}
