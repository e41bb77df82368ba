using System.Net;
using System.Reflection;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Tests.Load;
using TargetException = Verification.Fixtures.Targets.TargetException;

namespace Verification.Tests.Fixtures.Targets;

/// <summary>Where nobody allowed changes, none leaves the process: tried with every operation of every client that a target has.</summary>
public sealed class ReadOnlyTests
{
    private static readonly ChangePermission Forbidden = new(false, "say --allow-changes true");

    // Told apart by another rule than the one that is tested: the verbs that begin a change in these services.
    private static readonly string[] ChangeVerbs =
    [
        "Create", "Delete", "Update", "Put", "Register", "Deregister", "Run", "Start", "Stop", "Tag", "Untag", "Modify", "Set", "Add", "Remove", "Attach", "Detach", "Batch", "Complete",
        "Initiate", "Upload", "Execute", "Submit", "Continue", "Associate", "Disassociate", "Authorize", "Revoke", "Allocate", "Release", "Restore", "Rotate", "Cancel", "Pass", "Replicate", "Write",
    ];

    private static IEnumerable<TestCaseData> Operations => typeof(AwsClients).GetProperties()
        .Where(property => property.PropertyType.IsInterface)
        .SelectMany(property => property.PropertyType.GetMethods().Where(IsOperation).Select(method =>
            new TestCaseData(property.Name, method.Name[..^"Async".Length]).SetName($"{{m}}({property.Name}.{method.Name[..^"Async".Length]})")));

    [TestCaseSource(nameof(Operations))]
    public async Task Operation_that_changes_something_does_not_leave_the_process(string client, string operation)
    {
        await using var server = OddServer.Saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        await using var target = new EndpointTarget("test", server.Url, trafficProxy: null, new BasicAWSCredentials("test", "test"), TargetClock.Real, Forbidden);

        var error = await CallAsync(target.In("us-east-1"), client, operation);

        if (server.Requests > 0)
        {
            Assert.That(Changes(operation), Is.False, $"{operation} has left");
        }
        else
        {
            // Some look at their request before they ask anybody, and miss in it what a test has left out.
            Assert.That(error, Is.TypeOf<NullReferenceException>().Or.TypeOf<TargetException>().With.Message.Contains(operation));
            Assert.That(target.Calls.Calls, Is.Empty);
        }
    }

    [Test]
    public void What_looking_needs_leaves() => Assert.That(
        Operations.Select(one => (string)one.Arguments[1]!).Where(ReadOnlyOperations.Includes),
        Is.SupersetOf(
        [
            "DescribeClusters", "DescribeServices", "DescribeTasks", "ListTasks", "DescribeTaskDefinition", "DescribeTargetHealth", "DescribeRules", "BatchGetImage", "DescribeImages", "GetRole",
            "GetCallerIdentity", "AssumeRole", "DescribeSecret", "DescribeLogGroups", "DescribeScalableTargets", "DescribeSubnets",
        ]));

    [TestCase("Getaway")]
    [TestCase("Describer")]
    [TestCase("AssumeRoot")]
    [TestCase("Frobnicate")]
    [TestCase("")]
    public void What_is_not_known_to_be_harmless_is_a_change(string operation) => Assert.That(ReadOnlyOperations.Includes(operation), Is.False);

    [Test]
    public async Task Where_changes_are_allowed_they_leave()
    {
        await using var server = OddServer.Saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        await using var target = new EndpointTarget("test", server.Url, trafficProxy: null, new BasicAWSCredentials("test", "test"), TargetClock.Real, new ChangePermission(true, "a test"));

        await CallAsync(target.In("us-east-1"), nameof(AwsClients.Ecs), "UpdateService");

        Assert.That(server.Requests, Is.GreaterThan(0));
    }

    private static bool Changes(string operation) => ChangeVerbs.Any(verb => operation.StartsWith(verb, StringComparison.Ordinal))
        && !operation.StartsWith("BatchGet", StringComparison.Ordinal) && !operation.StartsWith("BatchCheck", StringComparison.Ordinal);

    private static bool IsOperation(MethodInfo method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal)
        && method.GetParameters() is [{ ParameterType: var request }, { ParameterType: var token }]
        && typeof(AmazonWebServiceRequest).IsAssignableFrom(request)
        && token == typeof(CancellationToken);

    private static async Task<Exception?> CallAsync(AwsClients clients, string client, string operation)
    {
        var property = typeof(AwsClients).GetProperty(client)!;
        var method = property.PropertyType.GetMethods().First(one => one.Name == operation + "Async" && IsOperation(one));
        try
        {
            await (Task)method.Invoke(property.GetValue(clients), [Activator.CreateInstance(method.GetParameters()[0].ParameterType), CancellationToken.None])!;
            return null;
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException;
        }
        catch (Exception error) when (error is TargetException or NullReferenceException or AmazonServiceException or AmazonClientException or WebException or HttpRequestException)
        {
            return error;
        }
    }
}
