namespace Verification.Tests;

/// <summary>Tests are run by a test host. Run as a program, this is the other process of a test that needs one.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments) => arguments switch
    {
        ["deploy-and-die", .. var rest] => await Fixtures.Deployments.BlueGreen.DyingDeployment.RunAsync(rest),
        [Reports.Evidence.EndlessEvidence.Command, var folder] => Reports.Evidence.EndlessEvidence.Write(folder),
        [Standins.AllureNUnit.SampleProcess.Command, var file, var assembly, var filter] => Standins.AllureNUnit.SampleProcess.Run(file, assembly, filter),
        _ => 0,
    };
}
