using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Verification.Tests.Wire;

internal sealed record WireCall(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public Dictionary<string, string> Form =>
        QueryHelpers.ParseQuery(Text).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : $"(no header {name})";
}
