using Allure.Net.Commons;
using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

[Parallelizable(ParallelScope.All)]
public sealed class ParallelSamples
{
    [Test]
    public async Task Runs_beside_others([Range(1, 12)] int number)
    {
        await AllureApi.Step($"step of {number}", async () => await Task.Yield());
        AllureApi.AddAttachment($"attachment of {number}", "text/plain", [(byte)number], ".bin");
    }
}
