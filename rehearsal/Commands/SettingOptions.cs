using System.CommandLine;
using Verification.Fixtures.Settings;

namespace Verification.Rehearsal.Commands;

/// <summary>The options that are settings: each has an environment variable and a runsettings parameter beside it.</summary>
internal sealed class SettingOptions
{
    private readonly Dictionary<string, Option<string?>> _options = SettingKey.All.ToDictionary(
        key => key.Option,
        key => new Option<string?>(key.Option) { Description = $"{key.Meaning} (or {key.Variable})" },
        StringComparer.Ordinal);

    public void AddTo(Command command)
    {
        foreach (var option in _options.Values)
        {
            command.Options.Add(option);
        }
    }

    public VerificationSettings Resolve(ParseResult parsed) => VerificationSettings.Resolve(new SettingSources(
        option: name => parsed.GetValue(_options[name]),
        variable: Environment.GetEnvironmentVariable,
        parameter: _ => null));
}
