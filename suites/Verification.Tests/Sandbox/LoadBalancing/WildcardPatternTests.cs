using System.Text.RegularExpressions;
using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.LoadBalancing;

public sealed class WildcardPatternTests
{
    [Test]
    public void It_matches_what_the_same_pattern_as_a_regular_expression_matches()
    {
        var patterns = Gen.String[Gen.Char["ab*?"], 0, 8];
        var texts = Gen.String[Gen.Char["abB"], 0, 10];

        Gen.Select(patterns, texts, Gen.Bool).Sample((pattern, text, ignoreCase) =>
        {
            var expression = $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$";
            var expected = Regex.IsMatch(text, expression, ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            return WildcardPattern.Matches(pattern, text, ignoreCase) == expected;
        });
    }
}
