using NUnit.Framework;
using Verification.Fixtures.Deployments;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>The exception by which a step says no.</summary>
internal static class Refusal
{
    public static async Task<DeploymentException> OfAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (DeploymentException refused)
        {
            return refused;
        }

        throw new AssertionException("the step was done");
    }
}
