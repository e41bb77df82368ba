using System.Text.Json;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class AnalysisEvidenceJsonTests
{
    private static readonly ContinuousVerificationFacts Facts = Given.Facts(
        Given.Values([1.5, double.NaN], [double.PositiveInfinity, 1e-300]),
        Given.Counts([new EventCount(3, 1000), new EventCount(0, 0)], []),
        new MetricSamples.Unavailable("cpu", "timed out"));

    private static readonly string Json = AnalysisEvidenceJson.Write(new AnalysisEvidence
    {
        FormatVersion = AnalysisEvidenceJson.FormatVersion,
        TakenAt = Facts.To,
        Target = "sandbox",
        Cluster = "prod-cluster",
        Service = "notification-service",
        TrafficHasMoved = true,
        Facts = Facts,
    });

    [Test]
    public void What_was_measured_is_read_as_it_was_written() => Assert.That(AnalysisEvidenceJson.Read(Json).Facts, Is.EqualTo(Facts).UsingPropertiesComparer());

    [Test]
    public void Another_version_cut_off_or_unknown_is_an_error()
    {
        Assert.That(() => AnalysisEvidenceJson.Read(Json.Replace("\"formatVersion\": 1", "\"formatVersion\": 2", StringComparison.Ordinal)), Throws.InstanceOf<JsonException>().With.Message.Contains("expected a record of an analysis of formatVersion 1, found 2"));
        Assert.That(() => AnalysisEvidenceJson.Read(Json[..^9]), Throws.InstanceOf<JsonException>());
        Assert.That(() => AnalysisEvidenceJson.Read(Json.Replace("\"events\"", "\"event\"", StringComparison.Ordinal)), Throws.InstanceOf<JsonException>());
        Assert.That(() => AnalysisEvidenceJson.Read(Json.Replace("\"counts\"", "\"count\"", StringComparison.Ordinal)), Throws.InstanceOf<JsonException>());
    }
}
