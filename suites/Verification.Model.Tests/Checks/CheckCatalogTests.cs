using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Tests.Model.Checks;

internal sealed partial class CheckCatalogTests
{
    // Read, and judged by no check of readiness.
    private static readonly string[] _unjudged = [".loadBalancer.targetGroups"];

    private static IEnumerable<Check> Checks => CheckCatalog.All;

    private static IEnumerable<string> Observations => Rewritten.Observations(GuideFacts.Healthy);

    [Test]
    public void Catalogue_and_observations_are_not_empty()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Checks.Count(), Is.GreaterThan(20));
            Assert.That(Observations.Count(), Is.GreaterThan(40));
        }
    }

    [Test]
    public void Every_check_of_the_assembly_is_in_the_catalogue() =>
        Assert.That(
            CheckCatalog.All.Select(check => check.GetType()),
            Is.EquivalentTo(typeof(Check).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Check)) && !type.IsAbstract)));

    [Test]
    public void Ids_are_unique() => Assert.That(CheckCatalog.All.Select(check => check.Id), Is.Unique);

    [TestCaseSource(nameof(Checks))]
    public void Id_is_the_name_of_the_check_in_kebab_case(Check check) =>
        Assert.That(check.Id, Is.EqualTo(WordStart().Replace(check.GetType().Name, "-$0").ToLowerInvariant()));

    [TestCaseSource(nameof(Checks))]
    public void Remedy_is_one_line_and_a_sentence(Check check)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(check.Title, Is.Not.Empty);
            Assert.That(check.Remedy, Does.Match(@"^[A-Z].*\.$"));
            Assert.That(check.Remedy, Does.Not.Contain('\n'));
        }
    }

    [TestCaseSource(nameof(Checks))]
    public void Check_has_tests_of_passing_failing_and_not_knowing(Check check)
    {
        var fixture = GetType().Assembly.GetTypes().SingleOrDefault(type => type.Namespace == GetType().Namespace && type.Name == $"{check.GetType().Name}Tests");

        Assert.That(fixture, Is.Not.Null, $"{check.GetType().Name} has no fixture");
        var tests = fixture!.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)))
            .SelectMany(method => method.Name.Split('_'))
            .ToList();
        Assert.That(tests, Is.SupersetOf(["passes", "fails", "unknown"]));
    }

    [Test]
    public void Healthy_facts_pass_every_check_and_promote()
    {
        var findings = CheckCatalog.Judge(GuideTopology.Literal, GuideFacts.Healthy);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Judged.Red(GuideFacts.Healthy), Is.Empty);
            Assert.That(Decision.Of(GuideTopology.Literal, CheckCatalog.All, findings).Kind, Is.EqualTo(DecisionKind.Promote));
            Assert.That(findings, Has.All.Property(nameof(Finding.Source)).Not.Null);
        }
    }

    [Test]
    public void When_nothing_can_be_read_every_finding_is_unknown_and_nothing_can_be_judged()
    {
        var findings = CheckCatalog.Judge(GuideTopology.Literal, Rewritten.EveryObservation(GuideFacts.Healthy, Rewritten.Unavailable));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings, Is.Not.Empty.And.All.Property(nameof(Finding.Outcome)).EqualTo(Outcome.Unknown));
            Assert.That(Decision.Of(GuideTopology.Literal, CheckCatalog.All, findings).Kind, Is.EqualTo(DecisionKind.CannotJudge));
        }
    }

    [Test]
    public void When_everything_is_absent_every_finding_fails_and_the_version_is_held()
    {
        var findings = CheckCatalog.Judge(GuideTopology.Literal, Rewritten.EveryObservation(GuideFacts.Healthy, Rewritten.Absent));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings, Is.Not.Empty.And.All.Property(nameof(Finding.Outcome)).EqualTo(Outcome.Failed));
            Assert.That(Decision.Of(GuideTopology.Literal, CheckCatalog.All, findings).Kind, Is.EqualTo(DecisionKind.Hold));
        }
    }

    [TestCaseSource(nameof(Observations))]
    public void One_fact_that_cannot_be_read_is_enough_for_not_knowing_and_never_a_failure(string path)
    {
        var findings = CheckCatalog.Judge(GuideTopology.Literal, Rewritten.OneObservation(GuideFacts.Healthy, path, Rewritten.Unavailable));

        var expected = _unjudged.Any(path.EndsWith) ? DecisionKind.Promote : DecisionKind.CannotJudge;
        Assert.That(Decision.Of(GuideTopology.Literal, CheckCatalog.All, findings).Kind, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Observations))]
    public void One_fact_that_is_absent_is_enough_to_hold(string path)
    {
        var findings = CheckCatalog.Judge(GuideTopology.Literal, Rewritten.OneObservation(GuideFacts.Healthy, path, Rewritten.Absent));

        var expected = _unjudged.Any(path.EndsWith) ? DecisionKind.Promote : DecisionKind.Hold;
        Assert.That(Decision.Of(GuideTopology.Literal, CheckCatalog.All, findings).Kind, Is.EqualTo(expected));
    }

    [Test]
    [Category("Exhaustive")]
    public void Every_finding_says_both_values_on_one_line_each()
    {
        var facts = new[] { GuideFacts.Healthy }
            .Concat(Rewritten.Observations(GuideFacts.Healthy).Select(path => Rewritten.OneObservation(GuideFacts.Healthy, path, Rewritten.Absent)))
            .Append(Rewritten.EveryObservation(GuideFacts.Healthy, Rewritten.Unavailable));

        var texts = facts.SelectMany(snapshot => CheckCatalog.Judge(GuideTopology.Literal, snapshot))
            .SelectMany(finding => new[] { finding.Expected, finding.Observed });

        Assert.That(texts, Has.All.Not.Empty.And.All.Not.Contains('\n'));
    }

    [Test]
    public void Snapshot_without_clusters_passes_nothing()
    {
        var findings = CheckCatalog.Judge(GuideTopology.Literal, GuideFacts.Healthy with { Clusters = [] });

        Assert.That(findings, Has.All.Property(nameof(Finding.Outcome)).EqualTo(Outcome.Unknown));
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();
}
