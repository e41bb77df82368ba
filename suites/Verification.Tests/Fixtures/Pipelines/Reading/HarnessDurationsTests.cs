using NUnit.Framework;
using Verification.Fixtures.Pipelines.Reading;

namespace Verification.Tests.Fixtures.Pipelines.Reading;

public sealed class HarnessDurationsTests
{
    [TestCase("30s", 30)]
    [TestCase("5m", 300)]
    [TestCase("1h30m", 5400)]
    [TestCase("1h 30m", 5400)]
    [TestCase("1d", 86_400)]
    [TestCase("1w2d", 9 * 86_400)]
    public void Spans_are_read_as_Harness_writes_them(string text, int seconds) =>
        Assert.That(HarnessDurations.Parse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("5")]
    [TestCase("0s")]
    [TestCase("-1m")]
    [TestCase("30m1h")]
    [TestCase("1.5h")]
    [TestCase("5 minutes")]
    [TestCase("999999s")]
    public void Anything_else_is_none(string text) => Assert.That(HarnessDurations.Parse(text), Is.Null);
}
