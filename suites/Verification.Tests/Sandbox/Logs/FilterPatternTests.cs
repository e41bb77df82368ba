using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Logs;

namespace Verification.Tests.Sandbox.Logs;

internal sealed class FilterPatternTests
{
    [TestCase(null, "anything", true)]
    [TestCase("", "anything", true)]
    [TestCase("ERROR", "an ERROR occurred", true)]
    [TestCase("ERROR", "an error occurred", false)]
    [TestCase("ERROR timeout", "ERROR: timeout", true)]
    [TestCase("ERROR timeout", "ERROR: refused", false)]
    [TestCase("?ERROR ?WARN", "WARN: slow", true)]
    [TestCase("?ERROR ?WARN", "INFO", false)]
    [TestCase("ERROR -healthcheck", "ERROR in healthcheck", false)]
    [TestCase("ERROR -healthcheck", "ERROR", true)]
    [TestCase("\"GET /health\"", "GET /health 200", true)]
    [TestCase("\"GET /health\"", "GET  /health 200", false)]
    [TestCase("-\"GET /health\"", "POST /send", true)]
    public void Terms_are_all_required_some_optional_or_forbidden(string? pattern, string message, bool matches)
    {
        Assert.That(FilterPattern.Parse(pattern).Matches(message), Is.EqualTo(matches));
    }

    [TestCase("{ $.level = \"error\" }")]
    [TestCase("[ip, user]")]
    [TestCase("%5[0-9]{2}%")]
    [TestCase("/health")]
    [TestCase("\"open")]
    public void A_pattern_that_is_not_understood_is_refused_instead_of_matching_nothing(string pattern)
    {
        Assert.That(Assert.Throws<AwsErrorException>(() => FilterPattern.Parse(pattern)).Code, Is.EqualTo("InvalidParameterException"));
    }
}
