using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Explain.Catalog;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain;

internal sealed partial class CauseCatalogTests
{
    private static IEnumerable<CauseRule> Rules => CauseCatalog.All;

    [Test]
    public void Every_rule_of_the_assembly_is_in_the_catalogue_once() =>
        Assert.That(
            CauseCatalog.All.Select(rule => rule.GetType()),
            Is.EquivalentTo(typeof(CauseRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CauseRule)) && !type.IsAbstract)).And.Not.Empty);

    [TestCaseSource(nameof(Rules))]
    public void Id_is_the_name_of_the_rule_in_kebab_case(CauseRule rule) =>
        Assert.That(rule.Id, Is.EqualTo(WordStart().Replace(rule.GetType().Name, "-$0").ToLowerInvariant()));

    [TestCaseSource(nameof(Rules))]
    public void Rule_says_a_sentence_and_explains_checks_that_there_are(CauseRule rule)
    {
        var checks = CheckCatalog.All.Select(check => check.Id).ToImmutableArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Title, Does.Match(@"\A[A-Z].*\.\z"));
            Assert.That(rule.Layer, Is.Not.EqualTo(CauseLayer.Unknown));
            Assert.That(rule.Direct.Concat(rule.Following).Distinct(StringComparer.Ordinal), Is.SubsetOf(checks));
        }
    }

    [TestCaseSource(nameof(Rules))]
    public void Rule_has_tests_in_which_it_is_first_silent_and_without_its_facts(CauseRule rule)
    {
        var fixture = GetType().Assembly.GetTypes().SingleOrDefault(type => type.Name == $"{rule.GetType().Name}Tests" && type.Namespace == $"{GetType().Namespace}.Causes");

        Assert.That(fixture, Is.Not.Null, $"{rule.GetType().Name} has no fixture");
        var tests = fixture!.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)))
            .SelectMany(method => method.Name.Split('_'))
            .ToList();
        Assert.That(tests, Is.SupersetOf(["first", "silent", "unread"]));
    }

    [Test]
    public void Every_approved_wording_belongs_to_a_test()
    {
        var tests = GetType().Assembly.GetTypes().Where(type => type.Namespace == $"{GetType().Namespace}.Causes").SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"));

        Assert.That(Approved.Entries(Explained.Wording).Keys.Select(name => name.Split(' ')[0]).Distinct(), Is.SubsetOf(tests).And.Not.Empty);
    }

    [Test]
    public void Every_option_of_a_printed_command_has_its_value() => Assert.That(
        Approved.Entries(Explained.Wording).Values.SelectMany(text => text.Split('\n')).Where(line => line.StartsWith("  see", StringComparison.Ordinal) || line.StartsWith("  mend", StringComparison.Ordinal)),
        Has.None.Match(@" --(?!force-new-deployment )\S+ --").And.Not.Empty);

    private static IEnumerable<PropertyInfo> TroubleParts => typeof(TroubleFacts).GetProperties().Where(property => property.PropertyType.IsGenericType);

    [TestCaseSource(nameof(TroubleParts))]
    public void Proof_is_as_old_as_the_look_that_saw_it(PropertyInfo part)
    {
        var later = Troubles.Snapshot.TakenAt.AddSeconds(40);
        var snapshot = Troubles.Snapshot.Trouble(trouble => trouble with { TakenAt = later });
        var at = new ClusterCase(GuideTopology.Literal, snapshot, GuideTopology.Literal.Clusters[0], snapshot.Clusters[0], []);

        var proof = (Proof)typeof(ClusterCase).GetMethods().Single(method => method is { Name: nameof(ClusterCase.Seen), IsGenericMethod: true })
            .MakeGenericMethod(part.PropertyType.GetGenericArguments()[0]).Invoke(at, ["something", part.GetValue(at.Trouble), null])!;

        Assert.That((proof.At, at.Seen("something", at.Facts.Cluster).At), Is.EqualTo((later, Troubles.Snapshot.TakenAt)));
    }

    [Test]
    public void Where_nothing_is_red_there_is_nothing_to_explain()
    {
        var explanation = Explained.Of(Troubles.Snapshot);

        Assert.That((explanation.Causes.Length, explanation.Unexplained.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public void What_cannot_be_read_is_named_and_makes_no_cause()
    {
        var explanation = Explained.Of(Rewritten.EveryObservation(Troubles.Snapshot, observation => new JsonObject
        {
            ["unavailable"] = "nobody knows", ["retriable"] = true, ["source"] = observation["source"]!.DeepClone(),
        }));

        Assert.That(explanation.Causes, Is.Empty);
        Assert.That(explanation.Unexplained, Has.Length.GreaterThan(20));
        Assert.That(explanation.Unexplained.SelectMany(one => one.Unread), Is.Not.Empty.And.All.EndsWith("nobody knows"));
    }

    [Test]
    public void A_finding_without_a_known_cause_says_so_with_the_nearest_facts()
    {
        var one = Explained.Of(Troubles.Snapshot.ProductionNetwork(network => network with { Vpc = network.Vpc.But(vpc => vpc with { State = "pending" }) })).Unexplained.Single();

        Assert.That(one.Finding.Check, Is.EqualTo("network"));
        Assert.That(one.Describe(), Does.StartWith("unknown cause: network").And.Contain("nearby    log: notification-service v1.2.3 started"));
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();
}
