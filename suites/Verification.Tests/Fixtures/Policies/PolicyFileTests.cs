using NUnit.Framework;
using Verification.Fixtures.Policies;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Load;

namespace Verification.Tests.Fixtures.Policies;

public sealed class PolicyFileTests
{
    [Test]
    public void Policy_of_the_repository_is_as_strict_as_none()
    {
        var policy = PolicyFile.Read(PolicyFile.Default);

        Assert.That(CheckCatalog.All.Select(check => policy.WeightOf(check.Id)), Has.All.EqualTo(CheckWeight.Block));
        Assert.That((policy.FreshFor, policy.Unknown), Is.EqualTo((Policy.Strict.FreshFor, Policy.Strict.Unknown)));
    }

    [Test]
    public void Weights_freshness_and_the_meaning_of_unknown_are_read()
    {
        var policy = Parse("formatVersion: 1\nfreshFor: 90s\nunknown: hold\nchecks: { image-tag: warn, roles: shadow }");

        Assert.That(policy.WeightOf("image-tag"), Is.EqualTo(CheckWeight.Warn));
        Assert.That(policy.WeightOf("roles"), Is.EqualTo(CheckWeight.Shadow));
        Assert.That(policy.WeightOf("targets-healthy"), Is.EqualTo(CheckWeight.Block));
        Assert.That((policy.FreshFor, policy.Unknown), Is.EqualTo((TimeSpan.FromSeconds(90), UnknownMeaning.Hold)));
    }

    [Test]
    public void What_load_may_show_is_read()
    {
        var load = Parse("formatVersion: 1\nload: { required: true, errorRatePercent: 0.5, p50: 20ms, p95: 250ms, p99: 1s, throughputPerSecond: 50, downtime: 0ms }").Load;

        Assert.That(load.Required, Is.True);
        Assert.That(load.Thresholds, Is.EqualTo(new LoadThresholds
        {
            ErrorRate = 0.005,
            P50 = TimeSpan.FromMilliseconds(20),
            P95 = TimeSpan.FromMilliseconds(250),
            P99 = TimeSpan.FromSeconds(1),
            Throughput = 50,
            Downtime = TimeSpan.Zero,
        }));
    }

    [Test]
    public void How_versions_are_compared_is_read()
    {
        var analysis = Parse("formatVersion: 1\nanalysis: { required: true, latencyIncreasePercent: 25, inconclusive: extend, extension: 90s, maximumExtensions: 3 }").Analysis;

        Assert.That(analysis.Required, Is.True);
        Assert.That(analysis.Inconclusive, Is.EqualTo(new InconclusivePolicy { Action = InconclusiveAction.Extend, Extension = TimeSpan.FromSeconds(90), MaximumExtensions = 3 }));
        Assert.That(analysis.Settings.Metrics.Select(metric => metric.EffectSize.AllowedIncrease), Is.EqualTo(new double?[] { 1.25, 1.25, null }));
    }

    [TestCase("formatVersion: 1\nchecks: { image-tags: warn }", "p.yaml:2:11 checks.image-tags", "image-tag")]
    [TestCase("formatVersion: 1\nchecks: { image-tag: ignore }", "checks.image-tag", "block or warn or shadow")]
    [TestCase("formatVersion: 1\nfreshFor: 0s", "freshFor", "a duration from 1s")]
    [TestCase("formatVersion: 1\nunknown: promote", "unknown", "cannotJudge or hold")]
    [TestCase("formatVersion: 1\nload: { p99: 1m }", "load.p99", "1ms to 600s")]
    [TestCase("formatVersion: 1\nload: { errorRatePercent: 101 }", "load.errorRatePercent", "a percentage from 0 to 100")]
    [TestCase("formatVersion: 1\nload: { errorRate: 1 }", "load.errorRate", "errorRatePercent")]
    [TestCase("formatVersion: 1\nanalysis: { inconclusive: promote }", "analysis.inconclusive", "hold or extend or fail")]
    [TestCase("formatVersion: 1\nanalysis: { latencyIncreasePercent: -1 }", "analysis.latencyIncreasePercent", "a percentage from 0 to 1000")]
    [TestCase("formatVersion: 2", "formatVersion", "the format version 1")]
    [TestCase("freshFor: 1m", "formatVersion", "found nothing")]
    [TestCase("a: [", "p.yaml:", "expected")]
    public void Mistake_is_refused_with_its_place_and_what_was_expected(string yaml, string place, string expected)
    {
        var error = Assert.Throws<PolicyException>(() => Parse(yaml));

        Assert.That(error.Message, Does.Contain(place).And.Contain(expected));
    }

    [Test]
    public void File_that_is_not_there_is_named() =>
        Assert.That(() => PolicyFile.Read("no-such-policy.yaml"), Throws.TypeOf<PolicyException>().With.Message.Contains("no-such-policy.yaml"));

    [Test]
    public void Bytes_that_are_not_UTF_8_are_refused_and_not_guessed_at()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. "formatVersion: 1 # "u8, 0xe9, (byte)'\n']);

            Assert.That(() => PolicyFile.Read(file), Throws.TypeOf<PolicyException>().With.Message.Contains("bytes that are not UTF-8"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Policy Parse(string yaml) => PolicyFile.Parse(yaml, "p.yaml");
}
