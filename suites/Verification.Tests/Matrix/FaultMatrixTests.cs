using NUnit.Framework;
using Verification.Model.Explain.Catalog;
using Verification.Sandbox.Faults;

namespace Verification.Tests.Matrix;

/// <summary>Every fault ends in the right decision, with the right cause.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan LatestCause = TimeSpan.FromMinutes(2);

    private static IEnumerable<TestCaseData> Faults => PlayedMatrix.All.Select(fault => new TestCaseData(fault).SetArgDisplayNames(PlayedMatrix.NameOf(fault)));

    [TestCaseSource(nameof(Faults))]
    public async Task A_fault_ends_in_the_right_decision_with_the_right_cause(object line)
    {
        var fault = (MatrixFault)line;

        var row = await PlayedMatrix.RowAsync(fault);

        Assert.That(row.Decision, Is.EqualTo(fault.Decision), row.Said);
        Assert.That(row.Cause, Is.EqualTo(fault.Named ?? fault.Cause), row.Said);
        Assert.That(row.ToCause ?? TimeSpan.Zero, Is.LessThanOrEqualTo(LatestCause), row.Said);
        Assert.That(row.ToCause is null, Is.EqualTo(fault.Cause is null), row.Said);
    }

    [Test]
    public void Every_kind_of_fault_is_in_the_matrix()
    {
        var missing = FaultKinds.All.Where(kind => !PlayedMatrix.All.Any(fault => fault.Made.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal)));

        Assert.That(missing, Is.Empty);
        Assert.That(PlayedMatrix.All, Has.Count.GreaterThanOrEqualTo(60));
    }

    [Test]
    public void Every_cause_that_is_expected_has_a_rule() =>
        Assert.That(PlayedMatrix.All.Select(fault => fault.Cause).OfType<string>().Except(CauseCatalog.All.Select(rule => rule.Id)), Is.Empty);
}
