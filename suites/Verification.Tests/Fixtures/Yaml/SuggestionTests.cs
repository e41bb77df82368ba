using NUnit.Framework;
using Verification.Fixtures.Yaml;

namespace Verification.Tests.Fixtures.Yaml;

public class SuggestionTests
{
    private static readonly string[] Keys = ["name", "port", "desiredCount", "deployment"];

    [TestCase("prot", "port")]
    [TestCase("nmae", "name")]
    [TestCase("deploymnt", "deployment")]
    [TestCase("desired_count", "desiredCount")]
    [TestCase("DESIRED-COUNT", "desiredCount")]
    [TestCase("ports", "port")]
    public void A_slip_of_a_letter_or_another_habit_of_spelling_is_recognised(string word, string meant) =>
        Assert.That(Suggestion.For(word, Keys), Is.EqualTo(meant));

    [TestCase("colour")]
    [TestCase("")]
    [TestCase("x")]
    [TestCase("count")]
    public void Another_word_is_no_slip(string word) => Assert.That(Suggestion.For(word, Keys), Is.Null);

    [Test]
    public void Nothing_is_suggested_out_of_nothing() => Assert.That(Suggestion.For("port", []), Is.Null);
}
