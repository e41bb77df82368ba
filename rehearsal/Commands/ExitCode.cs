using Verification.Model.Gate;

namespace Verification.Rehearsal.Commands;

/// <summary>What a pipeline can rely on.</summary>
public static class ExitCode
{
    public const int Promote = 0;

    public const int Hold = 1;

    /// <summary>The command could not do what it is for, and it is known why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something needed is not known: a file, a setting, the target, or facts of it.</summary>
    public const int CannotJudge = 3;

    public static int Of(DecisionKind decision) => decision switch
    {
        DecisionKind.Promote => Promote,
        DecisionKind.Hold => Hold,
        _ => CannotJudge,
    };
}
