using System.Globalization;

namespace Verification.Load.Plans;

/// <summary>What numbers of a plan may be, and what to say of those that are not.</summary>
internal static class Limits
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static IEnumerable<string> Between(string what, double value, double least, double most) =>
        value >= least && value <= most ? [] : [string.Create(CultureInfo.InvariantCulture, $"{what}: expected {least:0.###} to {most:0.###}, found {value:0.###}")];

    public static IEnumerable<string> Rate(double rate, double most, bool zeroToo) =>
        (rate > 0 || (zeroToo && rate == 0)) && rate <= most
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"the rate: expected more than 0 and at most {most:0} requests per second, found {rate:0.###}")];

    public static IEnumerable<string> Time(string what, TimeSpan value) =>
        value > TimeSpan.Zero && value <= Longest ? [] : [string.Create(CultureInfo.InvariantCulture, $"{what}: expected more than 0 s and at most 24 h, found {value.TotalSeconds:0.###} s")];

    public static IEnumerable<string> TimeOrNone(string what, TimeSpan value) => value == TimeSpan.Zero ? [] : Time(what, value);
}
