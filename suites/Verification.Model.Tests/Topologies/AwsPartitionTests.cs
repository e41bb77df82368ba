using NUnit.Framework;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Topologies;

/// <summary>Names and suffixes as https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json has them.</summary>
internal sealed class AwsPartitionTests
{
    [TestCase("us-east-1", "aws", "amazonaws.com")]
    [TestCase("eu-central-1", "aws", "amazonaws.com")]
    [TestCase("cn-north-1", "aws-cn", "amazonaws.com.cn")]
    [TestCase("us-gov-west-1", "aws-us-gov", "amazonaws.com")]
    [TestCase("eusc-de-east-1", "aws-eusc", "amazonaws.eu")]
    [TestCase("us-iso-east-1", "aws-iso", "c2s.ic.gov")]
    [TestCase("us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov")]
    [TestCase("eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk")]
    [TestCase("us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov")]
    public void Partition_of_a_region_gives_its_arns_registries_and_hosts(string region, string name, string suffix)
    {
        Assert.That(AwsPartition.Of(region), Is.EqualTo(new AwsPartition(name, suffix)));
        Assert.That(AwsPartition.IamArn(region, "123456789012", "role/x"), Is.EqualTo($"arn:{name}:iam::123456789012:role/x"));
        Assert.That(AwsPartition.RegistryHost("123456789012", region), Is.EqualTo($"123456789012.dkr.ecr.{region}.{suffix}"));
        Assert.That(AwsPartition.IsHost($"ecs.{region}.{suffix}"), Is.True);
    }

    [TestCase("ecs.us-east-1.api.aws", true)]
    [TestCase("ecs.us-east-1.on.aws", true)]
    [TestCase("ecs.cn-north-1.api.amazonwebservices.com.cn", true)]
    [TestCase("ecs.cn-north-1.on.amazonwebservices.com.cn", true)]
    [TestCase("ECS.US-EAST-1.AMAZONAWS.COM.", true)]
    [TestCase("prod-alb-1.cn-north-1.elb.amazonaws.com.cn", true)]
    [TestCase("127.0.0.1", false)]
    [TestCase("localhost", false)]
    [TestCase("notamazonaws.com", false)]
    [TestCase("amazonaws.com.example.org", false)]
    public void Host_is_one_of_AWS_by_the_end_of_its_name(string host, bool expected) => Assert.That(AwsPartition.IsHost(host), Is.EqualTo(expected));
}
