using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Fixtures.Deployments.Rolling;
using Verification.Fixtures.Maintenance;

namespace Verification.Tests.Fixtures.Maintenance;

public sealed class CleanupRulesTests
{
    private static readonly ImmutableArray<RevisionName> Twelve = [.. Enumerable.Range(1, 12).Select(number => RevisionName.Parse($"web:{number}")!)];

    [Test]
    public void The_newest_stay_by_number_and_not_by_name() =>
        Assert.That(Gone(5, []), Is.EqualTo([7, 6, 5, 4, 3, 2, 1]), "10 is newer than 9");

    [Test]
    public void What_is_in_use_stays_however_old_and_with_it_what_it_would_be_rolled_back_to() =>
        Assert.That(Gone(5, [3]), Is.EqualTo([7, 6, 5, 4, 1]));

    [Test]
    public void What_would_be_rolled_back_to_is_the_nearest_that_is_registered()
    {
        var fates = CleanupRules.Of([.. Twelve.Where(revision => revision.Revision is not (10 or 11))], Uses(12), keep: 1);

        Assert.That(fates.Where(fate => fate.IsKept).Select(fate => fate.ToString()), Is.EqualTo([
            new RevisionFate(RevisionName.Parse("web:12")!, true, "in use by service x").ToString(),
            new RevisionFate(RevisionName.Parse("web:9")!, true, "web:12 would be rolled back to it").ToString()]));
    }

    [Test]
    public void Fewer_than_are_kept_all_stay() => Assert.That(Gone(12, []), Is.Empty);

    private static IEnumerable<int> Gone(int keep, int[] used) => CleanupRules.Of(Twelve, Uses(used), keep).Where(fate => !fate.IsKept).Select(fate => fate.Revision.Revision);

    private static Dictionary<string, string> Uses(params int[] used) => used.ToDictionary(number => $"web:{number}", _ => "service x", StringComparer.Ordinal);
}
