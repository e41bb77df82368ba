using System.Net;
using NUnit.Framework;
using Verification.Sandbox.Ec2;

namespace Verification.Tests.Sandbox.Ec2;

internal sealed class Ec2SubnetTests
{
    [Test]
    public void AWS_keeps_the_first_four_addresses_and_the_last()
    {
        var subnet = Smallest();

        var addresses = Enumerable.Range(0, 11).Select(_ => subnet.AllocateAddress()!.ToString()).ToList();

        Assert.That(addresses, Is.EqualTo(Enumerable.Range(4, 11).Select(last => $"10.0.1.{last}")));
        Assert.That(subnet.AllocateAddress(), Is.Null);
        Assert.That(subnet.AvailableAddressCount, Is.Zero);
    }

    [Test]
    public void An_address_that_was_given_back_comes_last()
    {
        var subnet = Smallest();
        var first = subnet.AllocateAddress()!;
        subnet.ReleaseAddress(first);

        var next = Enumerable.Range(0, 11).Select(_ => subnet.AllocateAddress()).ToList();

        Assert.That(next[0], Is.EqualTo(IPAddress.Parse("10.0.1.5")));
        Assert.That(next[^1], Is.EqualTo(first));
    }

    [Test]
    public void An_interface_has_an_address_of_its_subnet_and_gives_it_back()
    {
        var ec2 = new Ec2Caller();
        var subnet = ec2.State.FindSubnet(ec2.Subnet(ec2.Vpc(), "10.0.1.0/28").SubnetId)!;

        var attached = ec2.State.AttachInterface(ec2.East.Region, subnet, ["sg-1"])!;
        var during = subnet.AvailableAddressCount;
        ec2.State.ReleaseInterface(attached);
        ec2.State.ReleaseInterface(attached);

        Assert.Multiple(() =>
        {
            Assert.That(attached.PrivateAddress.ToString(), Is.EqualTo("10.0.1.4"));
            Assert.That(attached.PrivateDnsName, Is.EqualTo("ip-10-0-1-4.ec2.internal"));
            Assert.That(attached.MacAddress, Does.Match("^([0-9a-f]{2}:){5}[0-9a-f]{2}$"));
            Assert.That(during, Is.EqualTo(10));
            Assert.That(subnet.AvailableAddressCount, Is.EqualTo(11));
        });
    }

    private static Ec2Subnet Smallest()
    {
        return CidrBlock.TryParse("10.0.1.0/28", out var cidr)
            ? new Ec2Subnet("subnet-1", "vpc-1", cidr, new AvailabilityZone("us-east-1a", "use1-az1"))
            : throw new FormatException();
    }
}
