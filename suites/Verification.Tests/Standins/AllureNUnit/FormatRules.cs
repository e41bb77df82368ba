using System.Text.Json;
using NUnit.Framework;

namespace Verification.Tests.Standins.AllureNUnit;

/// <summary>What Allure's report generators read in a result file, member by member.</summary>
internal static class FormatRules
{
    private static readonly string[] Item =
        ["name", "status", "statusDetails", "stage", "description", "descriptionHtml", "steps", "attachments", "parameters", "start", "stop"];

    private static readonly string[] Statuses = ["passed", "failed", "broken", "skipped"];

    private static readonly string[] Stages = ["scheduled", "running", "finished", "pending", "interrupted"];

    public static void AssertTest(JsonElement test)
    {
        AssertItem(test, [.. Item, "uuid", "historyId", "testCaseId", "rerunOf", "titlePath", "fullName", "labels", "links"]);
        Assert.That(Guid.TryParse(Text(test, "uuid"), out _), Is.True, "uuid");
        Assert.That(Text(test, "historyId"), Does.Match("^[0-9a-f]{32}$"));
        Assert.That(Text(test, "testCaseId"), Does.Match("^[0-9a-f]{32}$"));
        Assert.That(Text(test, "fullName"), Is.Not.Empty);
        Assert.That(test.GetProperty("titlePath").EnumerateArray().Select(part => part.GetString()), Is.Not.Empty.And.All.Not.Empty);
        foreach (var label in test.GetProperty("labels").EnumerateArray())
        {
            AssertMembers(label, ["name", "value"]);
            Assert.That((string[])[Text(label, "name"), Text(label, "value")], Is.All.Not.Empty, label.ToString());
        }

        foreach (var link in test.GetProperty("links").EnumerateArray())
        {
            AssertMembers(link, ["name", "url", "type"]);
            Assert.That(Uri.TryCreate(Text(link, "url"), UriKind.Absolute, out _), Is.True, link.ToString());
        }
    }

    public static void AssertContainer(JsonElement container)
    {
        AssertMembers(container, ["uuid", "name", "children", "description", "descriptionHtml", "befores", "afters", "links", "start", "stop"]);
        AssertTimes(container);
        foreach (var fixture in (JsonElement[])[.. container.GetProperty("befores").EnumerateArray(), .. container.GetProperty("afters").EnumerateArray()])
        {
            AssertItem(fixture, Item);
        }
    }

    /// <summary>An item and its steps, all the way down.</summary>
    public static IEnumerable<JsonElement> WithSteps(JsonElement item) => [item, .. item.GetProperty("steps").EnumerateArray().SelectMany(WithSteps)];

    public static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static void AssertItem(JsonElement item, string[] members)
    {
        AssertMembers(item, members);
        AssertTimes(item);
        Assert.That(Text(item, "name"), Is.Not.Empty);
        Assert.That(Statuses, Does.Contain(Text(item, "status")));
        Assert.That(Stages, Does.Contain(Text(item, "stage")));
        if (item.TryGetProperty("statusDetails", out var details))
        {
            AssertMembers(details, ["known", "muted", "flaky", "message", "trace"]);
        }

        foreach (var attachment in item.GetProperty("attachments").EnumerateArray())
        {
            AssertMembers(attachment, ["name", "source", "type"]);
            Assert.That(Text(attachment, "source"), Does.Match(@"^[0-9a-f-]{36}-attachment(\.\w+)*$"));
        }

        foreach (var parameter in item.GetProperty("parameters").EnumerateArray())
        {
            AssertMembers(parameter, ["name", "value", "excluded", "mode"]);
            Assert.That(parameter.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.String), parameter.ToString());
        }

        foreach (var step in item.GetProperty("steps").EnumerateArray())
        {
            AssertItem(step, Item);
        }
    }

    private static void AssertMembers(JsonElement of, string[] known) => Assert.That(of.EnumerateObject().Select(member => member.Name), Is.SubsetOf(known));

    private static void AssertTimes(JsonElement of)
    {
        Assert.That(of.GetProperty("start").GetInt64(), Is.GreaterThan(1_500_000_000_000), "Unix milliseconds");
        Assert.That(of.GetProperty("stop").GetInt64(), Is.GreaterThanOrEqualTo(of.GetProperty("start").GetInt64()));
    }
}
