using Verification.Fixtures.Deployments;

namespace Verification.Rehearsal.Output;

/// <summary>What happens while a deployment is made, a line each, in the target's time.</summary>
internal sealed class EventLines(TextWriter output) : IProgress<DeploymentEvent>
{
    public void Report(DeploymentEvent value) => output.WriteLine($"{value.At:HH:mm:ss} {value.Cluster} {value.Step}: {value.Message}");
}
