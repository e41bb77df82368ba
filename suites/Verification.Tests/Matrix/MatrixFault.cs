using Verification.Model.Gate;

namespace Verification.Tests.Matrix;

/// <summary>A line of the matrix: what is broken, when, and what has to come of it.</summary>
internal sealed record MatrixFault
{
    private MatrixFault()
    {
    }

    public required string Name { get; init; }

    public required FaultPlay Play { get; init; }

    /// <summary>How it is made, for people.</summary>
    public required string Made { get; init; }

    public required Func<Ground, Task> MakeAsync { get; init; }

    public required DecisionKind Decision { get; init; }

    /// <summary>The first cause; null where there must be none.</summary>
    public required string? Cause { get; init; }

    /// <summary>The cause that is named in its place, wrongly, where no fact tells the two from each other by then.</summary>
    public string? Named { get; init; }

    /// <summary>How many seconds after it was made it can be seen first.</summary>
    public double After { get; init; }

    /// <summary>Whether it shows only once clients have moved to the new version, although it was made before.</summary>
    public bool ShowsAfterSwap { get; init; }

    /// <summary>The tag that is expected instead of the one that is there.</summary>
    public string? Tag { get; init; }

    /// <summary>Checks that are red or not, by chance: which task a load balancer asked.</summary>
    public string[] Sometimes { get; init; } = [];

    /// <summary>Faults of the sandbox; none is a healthy run.</summary>
    public static MatrixFault Of(FaultPlay play, string name, DecisionKind decision, string? cause, params string[] faults) =>
        Of(play, name, decision, cause, string.Join(" and ", faults.Select(fault => $"`{fault}`")), async ground =>
        {
            foreach (var fault in faults)
            {
                await ground.AddFaultAsync(fault);
            }
        });

    /// <summary>Something that somebody does by AWS's API, told in words.</summary>
    public static MatrixFault Of(FaultPlay play, string name, DecisionKind decision, string? cause, string made, Func<Ground, Task> make) =>
        new() { Play = play, Name = name, Decision = decision, Cause = cause, Made = made, MakeAsync = make };

    public override string ToString() => Name;
}
