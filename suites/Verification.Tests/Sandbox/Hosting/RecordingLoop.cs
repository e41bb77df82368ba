using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Hosting;

/// <summary>Remembers when it was ticked, and fails as often as it is told to.</summary>
internal sealed class RecordingLoop(SandboxClock clock, int failures = 0) : IControlLoop
{
    private readonly TaskCompletionSource _tickedOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _tickedThrice = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<DateTimeOffset> Ticks { get; } = [];

    public Task TickedOnce => _tickedOnce.Task;

    public Task TickedThrice => _tickedThrice.Task;

    public ValueTask TickAsync(CancellationToken cancellationToken)
    {
        Ticks.Add(clock.GetUtcNow());
        _tickedOnce.TrySetResult();
        if (Ticks.Count == 3)
        {
            _tickedThrice.SetResult();
        }

        return Ticks.Count <= failures ? throw new InvalidOperationException($"failure {Ticks.Count}") : ValueTask.CompletedTask;
    }
}
