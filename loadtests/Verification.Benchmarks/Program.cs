using Verification.Benchmarks;
using Verification.Benchmarks.Hosts;
using Verification.Benchmarks.Scenarios;

if (args is [PlainServer.Command])
{
    return await PlainServer.ServeAsync();
}

IScenario[] scenarios = [new StartUp(), new DescribeServices(), new LoadBalancerPath(), new ThousandTasks(), new DeploymentLoop(), new LoadThroughput(), new LoadFidelity(), new LoadMemory(), new ReportGeneration(), new Fleet()];
var unknown = args.Except(scenarios.Select(scenario => scenario.Name), StringComparer.Ordinal).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"unknown: {string.Join(", ", unknown)}. Expected nothing for all, or some of: {string.Join(", ", scenarios.Select(scenario => scenario.Name))}");
    return 2;
}

await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} processors, .NET {Environment.Version}; every figure is of this run\n");
foreach (var scenario in scenarios.Where(scenario => args.Length == 0 || args.Contains(scenario.Name, StringComparer.Ordinal)))
{
    await Console.Out.WriteLineAsync($"{scenario.Name}: {scenario.Question}");
    await foreach (var line in scenario.RunAsync(CancellationToken.None))
    {
        await Console.Out.WriteLineAsync($"  {line}");
    }

    await Console.Out.WriteLineAsync();
}

return 0;
