using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load;

/// <summary>Makes load, and says what came of it.</summary>
public interface ILoadGenerator
{
    /// <exception cref="LoadException">The plan cannot be run: nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; requests under way are given up within a second.</exception>
    Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl control, CancellationToken cancellationToken);
}
