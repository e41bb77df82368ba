namespace Verification.Benchmarks;

/// <summary>One question about what the sandbox costs, answered by measuring.</summary>
internal interface IScenario
{
    string Name { get; }

    string Question { get; }

    /// <summary>Lines of figures, as they are found.</summary>
    IAsyncEnumerable<string> RunAsync(CancellationToken cancellationToken);
}
