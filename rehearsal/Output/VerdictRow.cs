using Verification.Model.Checks;

namespace Verification.Rehearsal.Output;

/// <summary>A line of the table. Neighbours of the common service that pass the same check share one.</summary>
internal sealed record VerdictRow(Outcome Outcome, string Check, string Expected, string Observed)
{
    public static IEnumerable<VerdictRow> Of(IEnumerable<Finding> findings, string commonService)
    {
        foreach (var check in findings.GroupBy(finding => (finding.Check, finding.Title)))
        {
            var neighbours = check.Where(finding => finding.Outcome == Outcome.Passed && finding.Subject.Service is { } service && service != commonService).ToList();
            foreach (var finding in check.Except(neighbours))
            {
                var name = finding.Subject.Service is { } service && service != commonService ? $"{check.Key.Title}: {service}" : check.Key.Title;
                yield return new VerdictRow(finding.Outcome, name, finding.Expected, finding.Observed);
            }

            if (neighbours.Count > 0)
            {
                var names = string.Join(", ", neighbours.Select(finding => finding.Subject.Service));
                yield return new VerdictRow(Outcome.Passed, $"{check.Key.Title}: {neighbours.Count} neighbours", "", names);
            }
        }
    }
}
