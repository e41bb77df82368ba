using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;

namespace Verification.Tests.Fixtures.Targets;

/// <summary>Partitions, FIPS and dual-stack endpoints: nothing is asked of any network.</summary>
public sealed class PartitionTests
{
    [Test]
    public void Every_region_of_the_SDK_is_of_the_partition_that_the_SDK_says()
    {
        var regions = RegionEndpoint.EnumerableAllRegions.ToList();

        Assert.That(regions, Has.Count.GreaterThan(25));
        Assert.That(regions.Select(region => (region.SystemName, AwsPartition.Of(region.SystemName))), Is.EqualTo(regions.Select(region => (region.SystemName, new AwsPartition(region.PartitionName, region.PartitionDnsSuffix)))));
    }

    // The environment is the process's.
    [NonParallelizable]
    [TestCase("us-east-1", "true", null, "https://ecs-fips.us-east-1.amazonaws.com/", "https://api.ecr-fips.us-east-1.amazonaws.com/")]
    [TestCase("us-east-1", null, "true", "https://ecs.us-east-1.api.aws/", "https://ecr.us-east-1.api.aws/")]
    [TestCase("us-gov-west-1", "true", "true", "https://ecs-fips.us-gov-west-1.api.aws/", "https://ecr-fips.us-gov-west-1.api.aws/")]
    [TestCase("cn-north-1", null, null, "https://ecs.cn-north-1.amazonaws.com.cn/", "https://api.ecr.cn-north-1.amazonaws.com.cn/")]
    public void Variables_of_the_SDK_choose_the_endpoint(string region, string? fips, string? dualStack, string ecs, string ecr)
    {
        using var environment = new Variables(fips, dualStack);
        using var aws = new AwsClients(region, endpoint: null, new BasicAWSCredentials("test", "test"), new CallCounter(), new ChangePermission(false, "a test"), pace: null);

        Assert.That(aws.Ecs.DetermineServiceOperationEndpoint(new Amazon.ECS.Model.ListClustersRequest()).URL, Is.EqualTo(ecs));
        Assert.That(aws.Ecr.DetermineServiceOperationEndpoint(new Amazon.ECR.Model.DescribeRegistryRequest()).URL, Is.EqualTo(ecr));
    }

    [NonParallelizable]
    [Test]
    public void Variables_of_the_SDK_do_not_spoil_an_endpoint_that_is_not_AWS()
    {
        using var environment = new Variables("true", "true");
        using var aws = new AwsClients("us-east-1", new Uri("http://127.0.0.1:4566"), new BasicAWSCredentials("test", "test"), new CallCounter(), new ChangePermission(false, "a test"), pace: null);

        Assert.That(aws.Ecs.DetermineServiceOperationEndpoint(new Amazon.ECS.Model.ListClustersRequest()).URL, Is.EqualTo("http://127.0.0.1:4566/"));
    }

    private sealed class Variables : IDisposable
    {
        public Variables(string? fips, string? dualStack) => Set(fips, dualStack);

        public void Dispose() => Set(null, null);

        private static void Set(string? fips, string? dualStack)
        {
            Environment.SetEnvironmentVariable("AWS_USE_FIPS_ENDPOINT", fips);
            Environment.SetEnvironmentVariable("AWS_USE_DUALSTACK_ENDPOINT", dualStack);
            FallbackInternalConfigurationFactory.Reset();
        }
    }
}
