using System.Collections;
using System.Text.RegularExpressions;

namespace Verification.Reports.Evidence;

/// <summary>Values of variables whose names say that they are secret; they look like nothing in particular.</summary>
internal static partial class EnvironmentSecrets
{
    // A shorter value would be found in words that are no secret.
    private const int ShortestValue = 8;

    /// <summary>Of this process, as patterns of a <see cref="Redaction"/>.</summary>
    public static IReadOnlyList<string> Patterns { get; } = PatternsOf(Environment.GetEnvironmentVariables());

    public static IReadOnlyList<string> PatternsOf(IDictionary variables) =>
    [
        .. variables.Cast<DictionaryEntry>()
            .Where(variable => SecretName().IsMatch((string)variable.Key) && variable.Value is string { Length: >= ShortestValue })
            .Select(variable => (string)variable.Value!)

            // A value inside a longer one must not leave the rest of it behind.
            .OrderByDescending(value => value.Length)
            .Select(Regex.Escape),
    ];

    [GeneratedRegex("TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|WEBHOOK|CREDENTIAL", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
