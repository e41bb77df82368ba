using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Verification.Rehearsal.Commands;

/// <summary>Options that are times (<c>250ms</c>, <c>30s</c>, <c>5m</c>) or URLs.</summary>
internal static class ParsedOptions
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static Option<TimeSpan> Time(string name, string description, TimeSpan value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value, CustomParser = result => Read(result) ?? TimeSpan.Zero };

    public static Option<TimeSpan?> TimeOrNone(string name, string description) => new(name) { Description = description, CustomParser = Read };

    public static Option<Uri?> Url(string name, string description) => new(name) { Description = description, CustomParser = ReadUrl };

    /// <summary>A URL whose scheme may be left out; whether it is one, the plan says.</summary>
    public static Uri Target(string text) => new(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.RelativeOrAbsolute);

    private static TimeSpan? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var (unit, seconds) = Units.FirstOrDefault(each => text.EndsWith(each.Unit, StringComparison.Ordinal), ("", 1));
        if (double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds <= 86_400)
        {
            return TimeSpan.FromSeconds(number * seconds);
        }

        result.AddError($"{Name(result)}: expected a time such as 30s, 5m or 20ms, up to 24h, found \"{text}\"");
        return null;
    }

    private static Uri? ReadUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"{Name(result)}: expected a URL such as http://127.0.0.1:4566, found \"{text}\"");
        return null;
    }

    private static string Name(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
