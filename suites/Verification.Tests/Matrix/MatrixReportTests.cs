using NUnit.Framework;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Tests.Architecture;

namespace Verification.Tests.Matrix;

/// <summary>The matrix as a whole, once all of it was played: its figures, the document, and Allure.</summary>
[NonParallelizable]
public sealed class MatrixReportTests
{
    private static readonly string Document = Path.Combine(SourceTree.Root, "docs", "fault-matrix.md");

    [Test]
    public async Task Decisions_are_right_and_causes_come_soon()
    {
        var rows = await PlayedMatrix.RowsAsync();
        var caused = MatrixDocument.Caused(rows).ToList();

        Assert.That(rows.Where(row => row.IsWrongPromote).Select(row => row.Fault.Name), Is.Empty);
        Assert.That(rows.Where(row => !row.IsDecisionRight).Select(row => row.Fault.Name), Is.Empty);
        Assert.That(caused.Count(row => row.IsCauseRight), Is.GreaterThanOrEqualTo(0.95 * caused.Count));
        Assert.That(MatrixDocument.Median(rows), Is.LessThan(TimeSpan.FromMinutes(1)));
        Assert.That(MatrixDocument.Worst(rows), Is.LessThanOrEqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public async Task The_document_is_what_was_played()
    {
        var text = MatrixDocument.Write(await PlayedMatrix.RowsAsync());
        if (Environment.GetEnvironmentVariable("VERIFICATION_WRITE_MATRIX") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(Document, text);
        }

        var written = File.Exists(Document) ? await File.ReadAllTextAsync(Document) : "";

        Assert.That(
            MatrixDocument.WithoutTimes(written).Except(MatrixDocument.WithoutTimes(text)).Concat(MatrixDocument.WithoutTimes(text).Except(MatrixDocument.WithoutTimes(written))),
            Is.Empty,
            "VERIFICATION_WRITE_MATRIX=1 writes docs/fault-matrix.md anew");
        Assert.That(MatrixDocument.WithoutTimes(written), Is.EqualTo(MatrixDocument.WithoutTimes(text)));
    }

    [Test]
    public async Task Every_line_is_a_result_for_Allure()
    {
        var rows = await PlayedMatrix.RowsAsync();
        var before = AllureFolder.ResultFiles();

        foreach (var row in rows)
        {
            Result(row).Write();
        }

        Assert.That(AllureFolder.ResultFiles().Except(before).Count(), Is.EqualTo(rows.Length));
    }

    private static ReportedResult Result(MatrixRow row)
    {
        var (start, fault) = (DateTimeOffset.UnixEpoch.AddYears(50), row.Fault);
        return new ReportedResult
        {
            Id = $"fault matrix: {PlayedMatrix.NameOf(fault)}",
            Report = new TestReport("Fault matrix", Subject.AllClusters),
            Stage = $"{fault.Play}",
            Title = fault.Name,
            Outcome = row.IsDecisionRight && row.IsCauseRight ? Outcome.Passed : Outcome.Failed,
            Message = row.IsDecisionRight && row.IsCauseRight ? "" : row.Said,
            Description = fault.Made,
            Start = start,
            Stop = start + (row.ToCause ?? TimeSpan.Zero),
            Steps =
            [
                new ReportedStep("decide", row.IsDecisionRight ? Outcome.Passed : Outcome.Failed, start, start + (row.ToVerdict ?? TimeSpan.Zero)) { Parameters = [("expected", $"{fault.Decision}"), ("observed", $"{row.Decision}")] },
                new ReportedStep("explain", row.IsCauseRight ? Outcome.Passed : Outcome.Failed, start, start + (row.ToCause ?? TimeSpan.Zero)) { Parameters = [("expected", fault.Cause ?? "none"), ("observed", row.Cause ?? "none")] },
            ],
        };
    }
}
