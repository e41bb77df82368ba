namespace Verification.Benchmarks;

/// <summary>A cluster <c>bench</c> with a service <c>web</c> whose tasks have a container health check.</summary>
internal static class Seeding
{
    private const string Definition = """
        {"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],"cpu":"256","memory":"512","containerDefinitions":[{
          "name":"web","image":"nginx:1.27","essential":true,"portMappings":[{"containerPort":8083}],
          "healthCheck":{"command":["CMD-SHELL","curl -f http://localhost:8083/health || exit 1"],"interval":30,"timeout":5,"retries":3}}]}
        """;

    /// <summary>It is settled at the end.</summary>
    public static async Task ServiceAsync(WireCaller caller, int desired, CancellationToken cancellationToken)
    {
        var vpc = await caller.Ec2Async("Action=CreateVpc&CidrBlock=10.0.0.0/16", "vpcId", cancellationToken);
        var subnet = await caller.Ec2Async($"Action=CreateSubnet&VpcId={vpc}&CidrBlock=10.0.0.0/20", "subnetId", cancellationToken);
        await CreateAsync(caller, desired, $$$""","launchType":"FARGATE","networkConfiguration":{"awsvpcConfiguration":{"subnets":["{{{subnet}}}"]}}""", cancellationToken);
        await SettledAsync(caller, cancellationToken);
    }

    /// <summary>moto runs no tasks, so there is nothing to wait for.</summary>
    public static Task ServiceOnMotoAsync(WireCaller caller, CancellationToken cancellationToken) => CreateAsync(caller, 1, "", cancellationToken);

    public static async Task SettledAsync(WireCaller caller, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await caller.EcsAsync("DescribeServices", """{"cluster":"bench","services":["web"]}""", cancellationToken);
            var service = answer["services"]![0]!;
            if (service["deployments"]!.AsArray() is [{ } only] && (string)only["rolloutState"]! == "COMPLETED" && (int)service["runningCount"]! == (int)service["desiredCount"]!)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task CreateAsync(WireCaller caller, int desired, string rest, CancellationToken cancellationToken)
    {
        await caller.EcsAsync("CreateCluster", """{"clusterName":"bench"}""", cancellationToken);
        await caller.EcsAsync("RegisterTaskDefinition", Definition, cancellationToken);
        await caller.EcsAsync(
            "CreateService", $$"""{"cluster":"bench","serviceName":"web","taskDefinition":"web","desiredCount":{{desired}}{{rest}}}""", cancellationToken);
    }
}
