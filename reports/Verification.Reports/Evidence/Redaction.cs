using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Verification.Reports.Evidence;

/// <summary>Hides what is secret before it is written: it goes by the look of values, and by the names of properties that only hold secrets.</summary>
public sealed partial class Redaction(ImmutableArray<Regex> patterns)
{
    public const string Hidden = "[redacted]";

    // A pattern of the policy that never ends must not stop a release.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "password", "token", "authorization", "secretString", "secretAccessKey", "sessionToken", "apiKey", "x-api-key", "webhookUrl");

    // What every text has that the expression finds anything in: most have none, and are done with at once.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "AKIA", "ASIA", "secret", "X-Amz-", "AWS4-", "Bearer", "Basic", "Cookie", "pat.", "sat.", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "glptt-", "glrt-", "glcbt-", "ls-",
            "xox", "xapp-", "hooks.slack", "webhook", "npm_", "pypi-", "dckr_pat_", "AIza", "k_live_", "k_test_", "SG.", "hvs.", "hvb.", "AccountKey", "SharedAccess", "sig=", "auth", "eyJ", "://",
            "passw", "pwd", "token", "api", "PRIVATE KEY",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static Redaction Standard { get; } = new([]);

    /// <summary>With patterns of one's own beside the standard ones.</summary>
    /// <exception cref="RegexParseException">One of them is no regular expression.</exception>
    public static Redaction With(IEnumerable<string> patterns) => new([.. patterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant, Limit))]);

    /// <summary>With patterns of one's own, and the secrets that the environment of this process holds.</summary>
    /// <exception cref="RegexParseException">One of them is no regular expression.</exception>
    public static Redaction OfRun(IEnumerable<string> patterns) => With([.. EnvironmentSecrets.Patterns, .. patterns]);

    /// <summary>The same tree without secrets; the given one is changed.</summary>
    public JsonNode Of(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out _) && Names.Contains(name))
                    {
                        members[name] = Hidden;
                    }
                    else if (value is not null && Of(value) is var hidden && !ReferenceEquals(hidden, value))
                    {
                        members[name] = hidden;
                    }
                }

                return members;
            case JsonArray items:
                for (var at = 0; at < items.Count; at++)
                {
                    if (items[at] is { } value && Of(value) is var hidden && !ReferenceEquals(hidden, value))
                    {
                        items[at] = hidden;
                    }
                }

                return items;
            default:
                return node.AsValue().TryGetValue<string>(out var plain) && Of(plain) is var shown && shown != plain ? JsonValue.Create(shown) : node;
        }
    }

    /// <summary>The text without secrets.</summary>
    public string Of(string text)
    {
        try
        {
            var rest = text.AsSpan().ContainsAny(Signs) ? Standards().Replace(text, match => match.Groups["keep"].Value + Hidden) : text;
            return patterns.Aggregate(rest, (left, pattern) => pattern.Replace(left, Hidden));
        }
        catch (RegexMatchTimeoutException)
        {
            // It cannot be said whether something secret is in it.
            return Hidden;
        }
    }

    // Keys of AWS; signatures and tokens in headers and queries; bearer and basic credentials and cookies; tokens of Harness, LocalStack, GitHub, GitLab and Slack, whose
    // webhook is as good as one, as are those of Teams and Discord; of registries, Google, Stripe, SendGrid and Vault; keys of Azure; JSON web tokens;
    // passwords in URLs and assignments; credentials of a registry; private keys.
    [GeneratedRegex(
        """
        \b(?:AKIA|ASIA)[A-Z0-9]{16}\b
        |(?<keep>aws_?secret_?access_?key["']?\s*[=:]\s*["']?)[A-Za-z0-9/+=]{30,}
        |(?<keep>X-Amz-(?:Security-Token|Signature|Credential)[=:]\s*)[^&\s"']+
        |(?<keep>AWS4-HMAC-SHA256\s+)[^"\r\n]+
        |(?<keep>\b(?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{8,}
        |(?<keep>\b(?:Set-)?Cookie:\s*)[^"\r\n]+
        |\b[ps]at\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9]{10,}\.[A-Za-z0-9]{10,}
        |\bls-[A-Z0-9]{8}(?:-[A-Z0-9]{4}){3}-[A-Z0-9]{12}\b
        |\bgh[pousr]_[A-Za-z0-9]{20,}
        |\bgithub_pat_[A-Za-z0-9_]{20,}
        |\bgl(?:pat|ptt|rt|cbt)-[A-Za-z0-9_-]{15,}
        |\b(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,}
        |(?<keep>https://hooks\.slack\.com/)(?:services|workflows|triggers)/[^\s"'<>]+
        |(?<keep>https://[a-z0-9.-]*(?:webhook\.office\.com|outlook\.office\.com)/)webhook[^\s"'<>]+
        |(?<keep>https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/)[^\s"'<>]+
        |\bnpm_[A-Za-z0-9]{20,}
        |\bpypi-[A-Za-z0-9_-]{20,}
        |\bdckr_pat_[A-Za-z0-9_-]{15,}
        |\bAIza[A-Za-z0-9_-]{30,}
        |\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}
        |\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}
        |\bhv[bs]\.[A-Za-z0-9_-]{20,}
        |(?<keep>\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^;\s"']+
        |(?<keep>[?&]sig=)[^&\s"']+
        |(?<keep>"auth"\s*:\s*")[A-Za-z0-9+/=]{8,}
        |\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
        |(?<keep>\b[a-z][a-z0-9+.-]{0,20}://[^\s:/@]{1,200}:)[^\s/@]{1,500}(?=@)
        |(?<keep>(?:password|passwd|pwd|secret|token|api[_-]?key)\s*=\s*["']?)[^\s"'&,;}]{4,}
        |(?<keep>"(?:password|passwd|pwd|token|api[_-]?key|client[_-]?secret)"\s*:\s*")[^"]{4,}
        |-----BEGIN\ [A-Z ]*PRIVATE\ KEY-----[\s\S]*?(?:-----END\ [A-Z ]*PRIVATE\ KEY-----|\z)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Standards();
}
