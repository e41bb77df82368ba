using System.Collections.Immutable;
using System.Text;

namespace Verification.Load.Plans;

/// <summary>One kind of request, of which a plan sends many.</summary>
public sealed record LoadRequest
{
    /// <summary>Absolute, http or https.</summary>
    public required Uri Url { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>A <c>Host</c> among them goes before the URL's.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ImmutableArray<byte> Body { get; init; } = [];

    /// <summary>Its part of the mix, beside the weights of the others: 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The statuses that are good; empty for 200 to 299. A redirect is not followed: it is an answer.</summary>
    public ImmutableArray<int> ExpectedStatus { get; init; } = [];

    /// <summary>The property of the JSON answer that names the version; null not to look. An answer without it has failed.</summary>
    public string? VersionProperty { get; init; }

    internal bool Expects(int status) => ExpectedStatus.IsEmpty ? status is >= 200 and <= 299 : ExpectedStatus.Contains(status);

    internal IEnumerable<string> Problems()
    {
        if (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps))
        {
            yield return $"the URL: expected http://HOST[:PORT]/PATH or https://..., found {Url}";
        }
        else if (Url.UserInfo.Length > 0)
        {
            yield return "the URL: expected no user and password in it; give an Authorization header instead";
        }

        if (Method.Length == 0 || !Method.All(char.IsAsciiLetter))
        {
            yield return $"the method: expected GET, POST or another one, found '{Method}'";
        }

        foreach (var problem in Limits.Between("the weight of a request", Weight, 1, 1000))
        {
            yield return problem;
        }

        foreach (var (name, value) in Headers)
        {
            if (name.Length == 0 || name.Any(letter => letter is <= ' ' or ':' or >= (char)127) || value.Any(letter => letter is '\r' or '\n' || !Ascii.IsValid(letter)))
            {
                yield return $"the header '{name}': expected a name and a value of ASCII on one line";
            }
        }
    }
}
