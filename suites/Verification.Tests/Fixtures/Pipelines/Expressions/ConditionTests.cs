using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Expressions;

namespace Verification.Tests.Fixtures.Pipelines.Expressions;

public sealed class ConditionTests
{
    [TestCase("<+a> == \"1\"", true)]
    [TestCase("<+a> == 1", true)]
    [TestCase("<+a> != '1'", false)]
    [TestCase("<+a> == 2 || <+b> == 2", true)]
    [TestCase("<+a> == 1 && <+b> == 1", false)]
    [TestCase("!(<+a> == 2)", true)]
    [TestCase("<+a> == 2 || <+b> == 3 && <+a> == 1", false)]
    [TestCase("true", true)]
    [TestCase("<+a>", false)]
    public void A_condition_is_true_or_not(string text, bool expected) => Assert.That(Eval(text), Is.EqualTo(expected));

    [TestCase("<+a> > 1")]
    [TestCase("<+a> ==")]
    [TestCase("(<+a> == 1")]
    [TestCase("<+a> == 1 1")]
    [TestCase("<+a> =~ \"x\"")]
    [TestCase("")]
    public void More_than_that_is_an_error_and_no_guess(string text) => Assert.That(() => Eval(text), Throws.TypeOf<FormatException>());

    private static bool Eval(string text) => Condition.IsTrue(
        Template.Parse(text, TextPlace.Nowhere("test"), out _), expression => expression.Source == "<+a>" ? "1" : "2");
}
