using Verification.Fixtures.Collectors;

namespace Verification.Rehearsal.Output;

/// <summary>A line on standard error for each thing that is said while a target is started.</summary>
internal sealed class StartLines : IProgress<CollectorProgress>
{
    public static StartLines Instance { get; } = new();

    public void Report(CollectorProgress value)
    {
        if (value.IsStart)
        {
            Console.Error.WriteLine(value.State);
        }
    }
}
