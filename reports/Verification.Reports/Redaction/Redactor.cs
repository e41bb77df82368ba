using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Verification.Reports.Redaction;

/// <summary>Hides secrets in text that leaves the run: values that are known, and what looks like one.</summary>
public sealed partial class Redactor
{
    public const string Hidden = "[hidden]";

    // A shorter value would be found in words that are no secret.
    private const int ShortestValue = 8;

    private readonly ImmutableArray<string> _values;

    /// <param name="values">Secret values, whole; those shorter than eight characters are not looked for.</param>
    public Redactor(IEnumerable<string> values)
    {
        // A value inside a longer one must not leave the rest of it behind.
        _values = [.. values.Where(value => value.Trim().Length >= ShortestValue).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length)];
    }

    /// <summary>Knows the values of variables that are named like a secret.</summary>
    public static Redactor ForVariables(IEnumerable<KeyValuePair<string, string>> variables) =>
        new(variables.Where(variable => SecretName().IsMatch(variable.Key)).Select(variable => variable.Value));

    public string Hide(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var known = _values.Aggregate(text, (hidden, value) => hidden.Replace(value, Hidden, StringComparison.Ordinal));
        var whole = Whole().Replace(known, Hidden);
        return Tail().Replace(whole, match => match.Groups["head"].Value + Hidden);
    }

    [GeneratedRegex("TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|WEBHOOK|CREDENTIAL", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // What is a secret by its own form: AWS key ids, tokens of GitHub, GitLab, Slack and Harness, JSON web tokens, private keys, Slack's webhooks.
    [GeneratedRegex(
        """
        \b(AKIA|ASIA)[A-Z0-9]{16}\b
        |\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}
        |\bglpat-[\w-]{16,}
        |\bxox[abeoprs]-[\w-]{10,}
        |\b(pat|sat)\.[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}
        |\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*
        |-----BEGIN\ [A-Z\ ]*PRIVATE\ KEY-----[\s\S]*?(-----END\ [A-Z\ ]*PRIVATE\ KEY-----|$)
        |https://hooks\.slack\.com/[^\s"'<>]+
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    // What is a secret by what stands before it: a header, a part of a URL, a name.
    [GeneratedRegex(
        """
        (?<head>\b(Bearer|Basic|AWS4-HMAC-SHA256)\s+)[^\s"'][^\r\n"']*
        |(?<head>://[^\s/:@"']*:)[^\s/@"']+(?=@)
        |(?<head>[?&](X-Amz-(Signature|Credential|Security-Token)|sig|access_token|api[_-]?key|token)=)[^\s&"']+
        |(?<head>\b(Authorization|X-Api-Key|Private-Token)\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\][^\r\n"'\\]*
        |(?<head>(?<!:secretsmanager:[\w-]*:\d*:)\b(\w+[_-])?(password|passwd|secret|token|api[_-]?key|(secret[_-]?)?access[_-]?key|session[_-]?token)\\?["']?\s*[:=]\s*\\?["']?)(?!\[hidden\])[^\s"'\\,;\[\]{}&<]{3,}
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tail();
}
