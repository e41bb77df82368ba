using NUnit.Framework;
using Verification.Fixtures.Settings;

namespace Verification.Tests.Fixtures.Settings;

public sealed class LocalStackSettingsTests
{
    [Test]
    public void Target_localstack_has_an_image_a_limit_and_a_token_that_is_not_shown()
    {
        var settings = Resolve(("VERIFICATION_TARGET", "localstack"), ("VERIFICATION_LOCALSTACK_IMAGE", "mirror.example/localstack:2026.5"), ("LOCALSTACK_AUTH_TOKEN", "ls-secret"), ("AWS_ENDPOINT_URL", "http://elsewhere:1"));

        Assert.That((settings.Target, settings.Endpoint), Is.EqualTo((TargetKind.LocalStack, (Uri?)null)));
        Assert.That((settings.LocalStack.Image, settings.LocalStack.StartLimit, settings.LocalStack.GivesDocker), Is.EqualTo(("mirror.example/localstack:2026.5", TimeSpan.FromMinutes(3), false)));
        Assert.That(settings.LocalStack.AuthToken!.Reveal(), Is.EqualTo("ls-secret"));
        Assert.That(settings.ToString(), Does.Not.Contain("ls-secret").And.Contain("[redacted]"));
    }

    [TestCase("0")]
    [TestCase("3601")]
    [TestCase("soon")]
    public void A_limit_that_is_none_is_refused(string seconds) => Assert.That(
        () => Resolve(("VERIFICATION_LOCALSTACK_START_SECONDS", seconds)),
        Throws.TypeOf<SettingsException>().With.Message.EqualTo($"environment variable VERIFICATION_LOCALSTACK_START_SECONDS: expected a whole number from 1 to 3600, found \"{seconds}\""));

    private static VerificationSettings Resolve(params (string Name, string Value)[] environment) => VerificationSettings.Resolve(
        new SettingSources(option: _ => null, variable: name => environment.FirstOrDefault(one => one.Name == name).Value, parameter: _ => null));
}
