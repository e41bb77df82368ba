using System.CommandLine;
using Verification.Fixtures.Settings;

namespace Verification.Rehearsal.Commands;

/// <summary>The options that are settings: each has an environment variable and a runsettings parameter beside it.</summary>
/// <param name="keys">Those that the command has; the general ones when none is named.</param>
internal sealed class SettingOptions(params IReadOnlyList<SettingKey> keys)
{
    private readonly Dictionary<string, Option<string?>> _options = (keys.Count > 0 ? keys : SettingKey.General).ToDictionary(
        key => key.Option,
        key => new Option<string?>(key.Option) { Description = $"{key.Meaning} (or {key.Variable})" },
        StringComparer.Ordinal);

    /// <summary>Those of commands that make something rather than judge it.</summary>
    public static SettingOptions OfChange() =>
        new(SettingKey.Target, SettingKey.Endpoint, SettingKey.Topology, SettingKey.TrafficProxy, SettingKey.AllowChanges);

    /// <summary>Those of commands that play a whole release.</summary>
    public static SettingOptions OfRelease() => new([.. SettingKey.General, .. SettingKey.OfRelease]);

    public void AddTo(Command command)
    {
        foreach (var option in _options.Values)
        {
            command.Options.Add(option);
        }
    }

    public VerificationSettings Resolve(ParseResult parsed) => VerificationSettings.Resolve(new SettingSources(
        option: name => _options.TryGetValue(name, out var option) ? parsed.GetValue(option) : null,
        variable: Environment.GetEnvironmentVariable,
        parameter: _ => null));
}
