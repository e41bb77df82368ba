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

    public static Redaction Standard { get; } = new([]);

    /// <summary>With patterns of one's own beside the standard ones.</summary>
    /// <exception cref="RegexParseException">One of them is no regular expression.</exception>
    public static Redaction With(IEnumerable<string> patterns) => new([.. patterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant, Limit))]);

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
        text = Standards().Replace(text, match => match.Groups["keep"].Value + Hidden);
        foreach (var pattern in patterns)
        {
            try
            {
                text = pattern.Replace(text, Hidden);
            }
            catch (RegexMatchTimeoutException)
            {
                // It cannot be said whether something secret is in it.
                return Hidden;
            }
        }

        return text;
    }

    // Keys of AWS; signatures and tokens in headers and queries; bearer and basic credentials; tokens of Harness, LocalStack, GitHub, GitLab and Slack, whose
    // webhook is as good as one; JSON web tokens; passwords in URLs and assignments; private keys.
    [GeneratedRegex(
        """
        \b(?:AKIA|ASIA)[A-Z0-9]{16}\b
        |(?<keep>aws_?secret_?access_?key["']?\s*[=:]\s*["']?)[A-Za-z0-9/+=]{30,}
        |(?<keep>X-Amz-(?:Security-Token|Signature|Credential)[=:]\s*)[^&\s"']+
        |(?<keep>AWS4-HMAC-SHA256\s+)[^"\r\n]+
        |(?<keep>\b(?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{8,}
        |\bpat\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9]{10,}\.[A-Za-z0-9]{10,}
        |\bls-[A-Z0-9]{8}(?:-[A-Z0-9]{4}){3}-[A-Z0-9]{12}\b
        |\bgh[pousr]_[A-Za-z0-9]{20,}
        |\bglpat-[A-Za-z0-9_-]{15,}
        |\bxox[abeprs]-[A-Za-z0-9-]{10,}
        |(?<keep>https://hooks\.slack\.com/)(?:services|workflows|triggers)/[^\s"'<>]+
        |\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
        |(?<keep>[a-z][a-z0-9+.-]*://[^\s:/@]+:)[^\s/@]+(?=@)
        |(?<keep>(?:password|passwd|pwd|secret|token|api[_-]?key)\s*=\s*["']?)[^\s"'&,;}]{4,}
        |(?<keep>"(?:password|passwd|pwd|token|api[_-]?key|client[_-]?secret)"\s*:\s*")[^"]{4,}
        |-----BEGIN\ [A-Z ]*PRIVATE\ KEY-----[\s\S]*?(?:-----END\ [A-Z ]*PRIVATE\ KEY-----|\z)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Standards();
}
