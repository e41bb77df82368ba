using Verification.Fixtures.Settings;
using Verification.Load;

namespace Verification.Rehearsal.Commands;

/// <summary>What the environment says of all load: how much of it AWS gets at most, and the file that stops it.</summary>
internal static class StoppableLoad
{
    public static LoadSettings Settings => LoadSettings.Resolve(new SettingSources(option: _ => null, variable: Environment.GetEnvironmentVariable, parameter: _ => null));

    public static ILoadGenerator Of(ILoadGenerator generator) => new StoppableLoadGenerator(generator, Settings.FindStopFile, TimeProvider.System);
}
