using NUnit.Framework;
using Verification.Fixtures.Settings;

namespace Verification.Tests.Fixtures.Settings;

public sealed class ReportUrlTests
{
    [Test]
    public void The_reports_place_is_a_url() =>
        Assert.That(Resolve("https://reports.example/release?id=7").ReportUrl, Is.EqualTo(new Uri("https://reports.example/release?id=7")));

    [TestCase("reports.example/7", "expected a URL")]
    [TestCase("https://me:secret@reports.example/7", "without a password")]
    public void What_cannot_be_shown_is_refused(string value, string message) =>
        Assert.That(() => Resolve(value), Throws.TypeOf<SettingsException>().With.Message.Contains(message).And.Message.Not.Contains("secret"));

    private static VerificationSettings Resolve(string url) =>
        VerificationSettings.Resolve(new SettingSources(_ => null, name => name == "VERIFICATION_REPORT_URL" ? url : null, _ => null));
}
