using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Hosting;
using Verification.Sandbox.Seeds;
using Verification.Tests.Sandbox.Hosting;
using Verification.Wire;

namespace Verification.Tests.Fuzzing;

/// <summary>Whatever comes in, the sandbox answers: it is never its fault (5xx), what it says is well formed, and the connection stays.</summary>
public sealed class FrontFuzzTests
{
    private static readonly OperationTable Operations = new(Composition.Services);

    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync(new SandboxOptions { Speed = 0, Seed = "guide" });

    [Test]
    public async Task Requests_of_the_right_types_and_with_odd_values_are_answered()
    {
        var requests = new RandomRequests(await NamesAsync());
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in All())
        {
            foreach (var body in FixedSamples.Of(requests.Body(operation), 30))
            {
                if (await AssertAnsweredAsync(operation, body))
                {
                    done.Add(operation.Name);
                }
            }
        }

        // Odd as they are, many get through to the end.
        Assert.That(done, Has.Count.GreaterThan(All().Count() / 4), () => string.Join(' ', done));

        // What was made of it goes on.
        await _sandbox.Server.AdvanceAsync(TimeSpan.FromSeconds(30), TestContext.CurrentContext.CancellationToken);
    }

    [Test]
    public async Task Damaged_requests_are_answered()
    {
        foreach (var call in SeedLibrary.Load("guide"))
        {
            var operation = Operations.Find(call.Service, call.Operation)!;
            var body = RandomRequests.Write(SeedInput.Read(call.Input, operation.RequestType), operation);
            foreach (var damaged in FixedSamples.Of(Mutations.Of(body), 12))
            {
                await AssertAnsweredAsync(operation, damaged);
            }
        }

        await _sandbox.Server.AdvanceAsync(TimeSpan.FromSeconds(30), TestContext.CurrentContext.CancellationToken);
    }

    [Test]
    public async Task Random_bytes_are_answered()
    {
        foreach (var (operation, body) in FixedSamples.Of(Gen.Select(FixedSamples.OneOf(All().ToArray()), Gen.Byte.Array[0, 200]), 400))
        {
            await AssertAnsweredAsync(operation, body);
        }
    }

    [Test]
    public async Task Damaged_requests_to_the_sandboxs_own_paths_are_answered()
    {
        var valid = """{"kind":"crash-after","seconds":30,"exitCode":1,"ecsService":"nobody","probability":0.5,"seed":1,"durationSeconds":60,"count":2}"""u8.ToArray();
        foreach (var body in FixedSamples.Of(Mutations.Of(valid), 500))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Server.Url, "/_sandbox/faults")) { Content = new ByteArrayContent(body) };
            using var answer = await _sandbox.SendAsync(request);

            Assert.That((int)answer.StatusCode, Is.AnyOf(201, 400), () => Encoding.UTF8.GetString(body));
        }

        await _sandbox.DeleteAsync("/_sandbox/faults");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    private static IEnumerable<Operation> All() => Operations.Services.SelectMany(Operations.Of);

    private async Task<IReadOnlyList<string>> NamesAsync()
    {
        var elb = await _sandbox.QueryAsync("Action=DescribeTargetGroups&Version=2015-12-01", SandboxCaller.Authorization("elasticloadbalancing"));
        var arns = XDocument.Parse(await elb.Content.ReadAsStringAsync()).Descendants().Where(element => element.Name.LocalName is "TargetGroupArn" or "VpcId" or "member").Where(element => !element.HasElements);
        return
        [
            "prod-cluster", "notification-service", "notification-service-task-role", "v1.2.3", "notification-service:1", "123456789012",
            "arn:aws:ecs:us-east-1:123456789012:cluster/prod-cluster", "arn:aws:ecs:us-east-1:123456789012:service/prod-cluster/notification-service",
            .. arns.Select(element => element.Value).Distinct(),
        ];
    }

    /// <returns>Whether it was done.</returns>
    private async Task<bool> AssertAnsweredAsync(Operation operation, byte[] body)
    {
        var content = new ByteArrayContent(body);
        var isJson = operation.Service.Protocol is WireProtocol.Json11;
        content.Headers.ContentType = new MediaTypeHeaderValue(isJson ? "application/x-amz-json-1.1" : "application/x-www-form-urlencoded");
        var target = isJson ? [("X-Amz-Target", $"{operation.Service.TargetPrefix}.{operation.Name}")] : Array.Empty<(string, string)>();
        using var answer = await _sandbox.PostAsync(content, SandboxCaller.Authorization(operation.Service.SigningName), target);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.LessThan(500), () => $"{operation.Service} {operation.Name} answered {text} to {Encoding.UTF8.GetString(body)}");
        Assert.That(answer.Headers.ConnectionClose, Is.Not.True);
        Assert.That(() => isJson ? (object)System.Text.Json.JsonDocument.Parse(text) : XDocument.Parse(text), Throws.Nothing, text);
        return answer.IsSuccessStatusCode;
    }
}
