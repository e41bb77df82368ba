using System.Text.Json;
using Amazon.ApplicationAutoScaling;
using Amazon.ECR;
using Amazon.ECS;
using Amazon.ElasticLoadBalancingV2;
using Amazon.IdentityManagement;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using NUnit.Framework;
using Verification.Wire;

namespace Verification.Tests.Standins;

/// <summary>Every request and every answer of every operation, with all its members, through the codec and back.</summary>
internal sealed class RoundTripTests
{
    // Amazon.CloudWatchLogs has a Type of its own in the official package: it is not imported.
    private static readonly (ServiceDescription Service, Type Client)[] Clients =
    [
        (AwsServices.ApplicationAutoScaling, typeof(IAmazonApplicationAutoScaling)),
        (AwsServices.CloudWatchLogs, typeof(Amazon.CloudWatchLogs.IAmazonCloudWatchLogs)), (AwsServices.Ecr, typeof(IAmazonECR)), (AwsServices.Ecs, typeof(IAmazonECS)),
        (AwsServices.ElasticLoadBalancingV2, typeof(IAmazonElasticLoadBalancingV2)), (AwsServices.Iam, typeof(IAmazonIdentityManagementService)),
        (AwsServices.SecretsManager, typeof(IAmazonSecretsManager)), (AwsServices.Sts, typeof(IAmazonSecurityTokenService)),
    ];

    // The official packages have more operations than we need, event streams among them.
    private static readonly HashSet<string> Needed = [.. SurfaceFile.All().SelectMany(f => f.Operations), "AssumeRole", "GetCallerIdentity"];

    private static readonly TestCaseData[] Operations = [.. Clients
        .SelectMany(c => c.Client.GetMethods(), (c, method) => (c.Service, Method: method))
        .Where(o => o.Method.Name.EndsWith("Async", StringComparison.Ordinal) && o.Method.GetParameters().Length == 2 && Needed.Contains(o.Method.Name[..^"Async".Length]))
        .Select(o => new TestCaseData(o.Service, o.Method.Name[..^"Async".Length], o.Method.GetParameters()[0].ParameterType, o.Method.ReturnType.GenericTypeArguments[0])
            .SetArgDisplayNames(o.Service.SigningName, o.Method.Name[..^"Async".Length]))];

    [Test]
    public void There_are_operations_to_try() => Assert.That(Operations, Has.Length.GreaterThan(90));

    [TestCaseSource(nameof(Operations))]
    public void A_request_comes_back_with_every_member(ServiceDescription service, string operation, Type request, Type response)
    {
        var samples = new Samples(service.ModelNamespace);
        var before = samples.Full(request);

        var after = service.Protocol is WireProtocol.Json11
            ? JsonCodec.Read(Json(before, service), request, service)
            : QueryCodec.ReadRequest(QueryCodec.WriteRequest(before, service).ToDictionary(), request, service);

        Assert.That(samples.Lines(after), Is.EqualTo(samples.Lines(before)), operation);
        Assert.That(RequestValidation.FirstMissing(after, service), Is.Null, response.Name);
    }

    [TestCaseSource(nameof(Operations))]
    public void An_answer_comes_back_with_every_member(ServiceDescription service, string operation, Type request, Type response)
    {
        var samples = new Samples(service.ModelNamespace);
        var before = samples.Full(response);

        var after = service.Protocol is WireProtocol.Json11
            ? JsonCodec.Read(Json(before, service), response, service)
            : QueryCodec.ReadResponse(new MemoryStream(QueryCodec.WriteResponse(before, operation, "r", service)), response, operation, service);

        Assert.That(samples.Lines(after), Is.EqualTo(samples.Lines(before)), request.Name);
    }

    private static byte[] Json(object value, ServiceDescription service)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            JsonCodec.Write(writer, value, service);
        }

        return stream.ToArray();
    }
}
