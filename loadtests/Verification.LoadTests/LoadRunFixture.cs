using Allure.NUnit;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.LoadTests.Running;

namespace Verification.LoadTests;

/// <summary>What is reported of the whole run. Each scenario opens a target of its own.</summary>
[SetUpFixture]
[AllureNUnit]
[HidesSecrets]
public sealed class LoadRunFixture
{
    [OneTimeSetUp]
    public Task SetUpAsync() => HidesSecretsAttribute.InAsync(() =>
    {
        LoadReport.Write();
        return Task.CompletedTask;
    });

    [OneTimeTearDown]
    public void HideSecrets() => RunFiles.HideSecrets();
}
