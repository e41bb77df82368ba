using NUnit.Framework;
using Verification.Fixtures.Collectors;

namespace Verification.Suites;

/// <summary>Says as it happens how a target's start goes on that takes long.</summary>
internal sealed class StartLines : IProgress<CollectorProgress>
{
    public void Report(CollectorProgress value)
    {
        if (value.IsStart)
        {
            TestContext.Progress.WriteLine(value.State);
        }
    }
}
