namespace Verification.Load;

/// <summary>The generators of this build, by name.</summary>
public static class LoadGenerators
{
    public const string Own = "verification";

    public const string NBomber = "nbomber";

    /// <summary>NBomber is there in builds with <c>-p:UseNBomber=true</c>.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="variable">Reads the environment, for a licence key.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Plans.LoadException">This build has no such generator.</exception>
    public static ILoadGenerator Create(string name, Func<string, string?> variable, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return name switch
        {
            Own => new LoadGenerator(time),
#if NBOMBER
            NBomber => new Verification.Load.NBomber.NBomberLoadGenerator(variable(Verification.Load.NBomber.NBomberLoadGenerator.LicenceVariable), time),
#else
            NBomber => throw new Plans.LoadException("this build has no NBomber: build it with -p:UseNBomber=true, and see its licence"),
#endif
            _ => throw new Plans.LoadException($"the generator: expected {Own} or {NBomber}, found '{name}'"),
        };
    }
}
