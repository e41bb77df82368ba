using System.Net;
using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Ec2;

namespace Verification.Tests.Sandbox.Ec2;

internal sealed class CidrBlockTests
{
    [TestCase("10.0.0.0/16", "10.0.0.0/16")]
    [TestCase("10.0.7.9/16", "10.0.0.0/16")]
    [TestCase("255.255.255.255/32", "255.255.255.255/32")]
    [TestCase("1.2.3.4/0", "0.0.0.0/0")]
    public void A_block_is_written_with_its_first_address(string text, string expected)
    {
        Assert.That(CidrBlock.TryParse(text, out var block), Is.True);
        Assert.That(block.ToString(), Is.EqualTo(expected));
    }

    [TestCase("10.0.0.0")]
    [TestCase("10.0/16")]
    [TestCase("10.0.0.0/33")]
    [TestCase("10.0.0.0/-1")]
    [TestCase("10.0.0.0/ 8")]
    [TestCase("::1/64")]
    [TestCase("10.0.0.256/8")]
    [TestCase(null)]
    public void What_is_no_IPv4_block_is_not_read(string? text)
    {
        Assert.That(CidrBlock.TryParse(text, out _), Is.False);
    }

    [Test]
    public void A_block_contains_exactly_its_own_addresses()
    {
        Gen.Select(Gen.UInt, Gen.Int[8, 32], Gen.UInt).Sample((network, prefix, probe) =>
            Parse($"{Address(network)}/{prefix}").Contains(Address(probe)) == (network >> (32 - prefix) == probe >> (32 - prefix)));
    }

    [TestCase("10.0.0.0/16", "10.0.1.0/24", true)]
    [TestCase("10.0.1.0/24", "10.0.0.0/16", true)]
    [TestCase("10.0.1.0/24", "10.0.2.0/24", false)]
    public void Blocks_overlap_when_one_holds_the_other(string one, string other, bool overlap)
    {
        Assert.That(Parse(one).Overlaps(Parse(other)), Is.EqualTo(overlap));
    }

    private static CidrBlock Parse(string text) => CidrBlock.TryParse(text, out var block) ? block : throw new FormatException(text);

    private static IPAddress Address(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
