using Amazon;
using Amazon.ApplicationAutoScaling;
using Amazon.CloudWatchLogs;
using Amazon.ECR;
using Amazon.ECS;
using Amazon.ElasticLoadBalancingV2;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecretsManager;
using NUnit.Framework;
using Verification.Tests.Wire;

namespace Verification.Tests.Standins;

internal sealed class EndpointTests
{
    [TestCase("us-east-1", "https://ecs.us-east-1.amazonaws.com/")]
    [TestCase("cn-north-1", "https://ecs.cn-north-1.amazonaws.com.cn/")]
    [TestCase("us-east-1", "https://ecs-fips.us-east-1.amazonaws.com/", true)]
    [TestCase("us-east-1", "https://ecs.us-east-1.api.aws/", false, true)]
    [TestCase("us-east-1", "https://ecs-fips.us-east-1.api.aws/", true, true)]
    public void Ecs_has_one_host_a_region(string region, string expected, bool fips = false, bool dualStack = false) =>
        Assert.That(Url(new AmazonECSConfig(), region, fips, dualStack), Is.EqualTo(expected));

    [TestCase("us-east-1", "https://api.ecr.us-east-1.amazonaws.com/")]
    [TestCase("us-east-1", "https://api.ecr-fips.us-east-1.amazonaws.com/", true)]
    [TestCase("us-east-1", "https://ecr.us-east-1.api.aws/", false, true)]
    [TestCase("us-gov-west-1", "https://ecr-fips.us-gov-west-1.api.aws/", true, true)]
    public void Ecr_says_api_only_where_there_is_no_dual_stack(string region, string expected, bool fips = false, bool dualStack = false) =>
        Assert.That(Url(new AmazonECRConfig(), region, fips, dualStack), Is.EqualTo(expected));

    [TestCase("us-west-2", "https://elasticloadbalancing.us-west-2.amazonaws.com/")]
    [TestCase("us-gov-west-1", "https://elasticloadbalancing.us-gov-west-1.amazonaws.com/", true)]
    [TestCase("us-west-2", "https://elasticloadbalancing-fips.us-west-2.amazonaws.com/", true)]
    public void Load_balancing_has_one_host_a_region(string region, string expected, bool fips = false) =>
        Assert.That(Url(new AmazonElasticLoadBalancingV2Config(), region, fips), Is.EqualTo(expected));

    [TestCase("eu-west-1", "https://iam.amazonaws.com/")]
    [TestCase("cn-north-1", "https://iam.cn-north-1.amazonaws.com.cn/")]
    [TestCase("us-gov-east-1", "https://iam.us-gov.amazonaws.com/")]
    [TestCase("eu-west-1", "https://iam.global.api.aws/", false, true)]
    public void Iam_has_one_host_a_partition(string region, string expected, bool fips = false, bool dualStack = false) =>
        Assert.That(Url(new AmazonIdentityManagementServiceConfig(), region, fips, dualStack), Is.EqualTo(expected));

    [Test]
    public void Iam_is_signed_for_the_region_that_its_partition_keeps_it_in()
    {
        var endpoint = Resolve(new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.EUWest1 });

        Assert.That(((System.Collections.IList)endpoint.Attributes["authSchemes"]).Cast<PropertyBag>().Single()["signingRegion"], Is.EqualTo("us-east-1"));
    }

    [Test]
    public void Logs_and_secrets_have_one_host_a_region()
    {
        Assert.That(Url(new AmazonCloudWatchLogsConfig(), "us-east-1"), Is.EqualTo("https://logs.us-east-1.amazonaws.com/"));
        Assert.That(Url(new AmazonSecretsManagerConfig(), "us-east-1"), Is.EqualTo("https://secretsmanager.us-east-1.amazonaws.com/"));
        Assert.That(Url(new AmazonSecretsManagerConfig(), "us-east-1", dualStack: true), Is.EqualTo("https://secretsmanager.us-east-1.amazonaws.com/"));
    }

    [TestCase("eu-west-1", "https://application-autoscaling.eu-west-1.amazonaws.com/")]
    [TestCase("us-gov-west-1", "https://application-autoscaling.us-gov-west-1.amazonaws.com/", true)]
    [TestCase("eu-west-1", "https://application-autoscaling-fips.eu-west-1.amazonaws.com/", true)]
    public void Application_auto_scaling_has_one_host_a_region(string region, string expected, bool fips = false) =>
        Assert.That(Url(new AmazonApplicationAutoScalingConfig(), region, fips), Is.EqualTo(expected));

    [Test]
    public void Settings_that_contradict_each_other_are_refused()
    {
        var fips = new AmazonECSConfig { ServiceURL = "http://127.0.0.1:1", UseFIPSEndpoint = true };
        var dualStack = new AmazonECSConfig { ServiceURL = "http://127.0.0.1:1", UseDualstackEndpoint = true };

        Assert.That(Assert.Throws<AmazonClientException>(() => Resolve(fips))!.Message, Is.EqualTo("Invalid Configuration: FIPS and custom endpoint are not supported"));
        Assert.That(Assert.Throws<AmazonClientException>(() => Resolve(dualStack))!.Message, Is.EqualTo("Invalid Configuration: Dualstack and custom endpoint are not supported"));
    }

    [Test]
    public void A_service_url_is_taken_as_it_is()
    {
        Assert.That(Resolve(new AmazonECSConfig { ServiceURL = "http://127.0.0.1:4566" }).URL, Is.EqualTo("http://127.0.0.1:4566/"));
        Assert.That(Resolve(new AmazonIdentityManagementServiceConfig { ServiceURL = "http://127.0.0.1:4566" }).URL, Is.EqualTo("http://127.0.0.1:4566/"));
    }

    [NonParallelizable]
    [TestCase("AWS_ENDPOINT_URL")]
    [TestCase("AWS_ENDPOINT_URL_ECS")]
    public async Task An_endpoint_of_the_environment_is_used_and_the_authentication_region_signed_for(string variable)
    {
        await using var server = await WireServer.Start(WireAnswer.Json("{}"));
        Environment.SetEnvironmentVariable(variable, server.Url);
        try
        {
            // Without it Core signs for us-east-1: it takes the region from the URL before it looks at RegionEndpoint.
            var config = new AmazonECSConfig { RegionEndpoint = RegionEndpoint.EUCentral1, AuthenticationRegion = "eu-central-1" };
            using var ecs = new AmazonECSClient("id", "secret", config);

            await ecs.ListClustersAsync(new());
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        Assert.That(server.Calls.Single().Header("Authorization"), Does.Contain("/eu-central-1/ecs/aws4_request"));
    }

    [NonParallelizable]
    [Test]
    public async Task Credentials_and_region_of_the_environment_are_found()
    {
        await using var server = await WireServer.Start(WireAnswer.Json("{}"));
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ACCESS_KEY_ID"] = "from-the-environment", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["AWS_SESSION_TOKEN"] = "token",
            ["AWS_REGION"] = "ap-southeast-2", ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = server.Url,
        };
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            using var secrets = new AmazonSecretsManagerClient();

            await secrets.ListSecretsAsync(new());
        }
        finally
        {
            foreach (var name in variables.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        Assert.That(server.Calls.Single().Header("Authorization"), Does.Match("Credential=from-the-environment/[0-9]{8}/ap-southeast-2/secretsmanager/aws4_request"));
        Assert.That(server.Calls.Single().Header("X-Amz-Security-Token"), Is.EqualTo("token"));
    }

    [Test]
    public void Clients_know_their_endpoint_before_they_call_it()
    {
        using var ecs = new AmazonECSClient("id", "secret", RegionEndpoint.USEast2);

        Assert.That(ecs.DetermineServiceOperationEndpoint(new Amazon.ECS.Model.ListClustersRequest()).URL, Is.EqualTo("https://ecs.us-east-2.amazonaws.com/"));
    }

    private static string Url(ClientConfig config, string region, bool fips = false, bool dualStack = false)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;
        return Resolve(config).URL;
    }

    private static Endpoint Resolve(ClientConfig config) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new Amazon.ECS.Model.ListClustersRequest()));
}
