using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

public sealed class CheckSetsTests
{
    private static IEnumerable<TestCaseData> Sets =>
    [
        new TestCaseData(CheckSets.Readiness.Select(check => check.Id)).SetArgDisplayNames("Readiness"),
        new TestCaseData(CheckSets.Health.Select(check => check.Id)).SetArgDisplayNames("Health"),
        new TestCaseData(CheckSets.Infrastructure.Select(check => check.Id)).SetArgDisplayNames("Infrastructure"),
    ];

    [TestCaseSource(nameof(Sets))]
    public void A_set_asks_each_of_its_checks_once_and_all_are_in_the_catalog(IEnumerable<string> ids)
    {
        Assert.That(ids, Is.Unique.And.Not.Empty);
        Assert.That(ids, Is.SubsetOf(CheckCatalog.All.Select(check => check.Id)));
    }
}
