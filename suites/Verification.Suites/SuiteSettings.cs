using NUnit.Framework;
using Verification.Fixtures.Settings;

namespace Verification.Suites;

/// <summary>The settings of a test run: the environment before the runsettings' parameters. A test run has no command line of its own.</summary>
internal static class SuiteSettings
{
    private static SettingSources Sources =>
        new(option: _ => null, variable: Environment.GetEnvironmentVariable, parameter: name => TestContext.Parameters.Get(name), CallersFolder.OfTests(Environment.GetEnvironmentVariable));

    public static VerificationSettings Resolve() => VerificationSettings.Resolve(Sources);
}
