using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Wire;

namespace Verification.Tests.Wire;

internal sealed class RequestValidationTests
{
    [Test]
    public void A_required_member_that_is_null_is_named_as_on_the_wire()
    {
        Assert.That(RequestValidation.FirstMissing(new CreateServiceRequest(), AwsServices.Ecs), Is.EqualTo("serviceName"));
        Assert.That(RequestValidation.FirstMissing(new CreateRuleRequest { Conditions = [], ListenerArn = "l" }, AwsServices.ElasticLoadBalancingV2), Is.EqualTo("Actions"));
    }

    [Test]
    public void An_empty_text_is_not_missing() =>
        Assert.That(RequestValidation.FirstMissing(new CreateServiceRequest { ServiceName = "" }, AwsServices.Ecs), Is.Null);

    [Test]
    public void What_is_missing_further_down_is_named_by_its_path()
    {
        var inStructure = new CreateServiceRequest { ServiceName = "a", NetworkConfiguration = new() { AwsvpcConfiguration = new() } };
        var inList = new CreateServiceRequest { ServiceName = "a", CapacityProviderStrategy = [new() { CapacityProvider = "FARGATE" }, new()] };

        Assert.That(RequestValidation.FirstMissing(inStructure, AwsServices.Ecs), Is.EqualTo("networkConfiguration.awsvpcConfiguration.subnets"));
        Assert.That(RequestValidation.FirstMissing(inList, AwsServices.Ecs), Is.EqualTo("capacityProviderStrategy.2.member.capacityProvider"));
    }

    [Test]
    public void Maps_have_nothing_that_could_be_missing()
    {
        var request = new RegisterTaskDefinitionRequest
        {
            Family = "f", ContainerDefinitions = [new() { DockerLabels = new() { ["k"] = "v" } }],
        };

        Assert.That(RequestValidation.FirstMissing(request, AwsServices.Ecs), Is.Null);
    }
}
