using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Explain.Catalog;

namespace Verification.Tests.Model.Explain;

internal sealed class CauseDocumentTests
{
    // Many causes have these, word for word.
    private static readonly (string Name, ImmutableArray<string> Checks)[] Together =
        [("*tasks lack*", Rule("spot-interrupted").Direct), ("*found ill*", Rule("slow-answers").Direct), ("*requests*", Rule("slow-answers").Following)];

    private static readonly string Head =
        $"""
        # Causes

        What `verification explain` knows, from the origin on: a cause keeps those of a later layer from being well, and not the other way round. It is looked for where a check
        that it turns red itself does not pass, and then explains those that turn red with them as well. What none of them explains is an *unknown cause*.

        Some checks turn red together:

        {string.Join('\n', Together.Select(one => $"- {one.Name}: {string.Join(", ", one.Checks)}"))}

        `VERIFICATION_APPROVE=1 dotnet test suites/Verification.Model.Tests` writes this file anew.

        | cause | says | layer | turns red | and with those |
        |---|---|---|---|---|

        """;

    [Test]
    public void Document_has_every_cause_with_the_checks_that_it_turns_red() =>
        Approved.Text(Head + string.Concat(CauseCatalog.All.Select(rule => $"| {rule.Id} | {rule.Title} | {rule.Layer.ToString().ToLowerInvariant()} | {Direct(rule)} | {Following(rule)} |\n")), "../../../docs/causes.md");

    [Test]
    public void Catalogue_goes_from_the_origin_to_what_follows() => Assert.That(CauseCatalog.All.Select(rule => rule.Layer), Is.Ordered);

    private static CauseRule Rule(string id) => CauseCatalog.All.Single(rule => rule.Id == id);

    private static string Direct(CauseRule rule) => rule.Direct.IsEmpty ? "what is unknown for that reason" : Names(rule.Direct);

    private static string Following(CauseRule rule) =>
        rule.Direct.Union(rule.Following, StringComparer.Ordinal).Count() == CheckCatalog.All.Length ? "every other" : Names(rule.Following);

    private static string Names(IEnumerable<string> checks) =>
        Together.Aggregate(string.Join(", ", checks), (text, one) => text.Replace(string.Join(", ", one.Checks), one.Name, StringComparison.Ordinal));
}
