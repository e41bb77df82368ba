using System.Collections;
using System.Collections.Immutable;
using Allure.Net.Commons;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.AllureReports;

/// <summary>A result that is known whole, of something that no test framework has run: a step of a pipeline, a finding, what clients saw.</summary>
public sealed record ReportedResult
{
    private const string LabelVariable = "ALLURE_LABEL_";

    /// <summary>By which a report knows it again in the next run, together with its subject: nothing that changes from release to release.</summary>
    public required string Id { get; init; }

    /// <summary>What is to be promoted, whom it is about, and what was declared.</summary>
    public required TestReport Report { get; init; }

    /// <summary>The part of the release that it belongs to: feature and parent suite.</summary>
    public required string Stage { get; init; }

    public required string Title { get; init; }

    public CheckWeight Weight { get; init; }

    /// <summary>Null for what was not reached.</summary>
    public required Outcome? Outcome { get; init; }

    /// <summary>Why it is not well; categories go by it.</summary>
    public string Message { get; init; } = "";

    /// <summary>Shown as it stands: markup in it is none.</summary>
    public string Description { get; init; } = "";

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset Stop { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<ReportedStep> Steps { get; init; } = [];

    public ImmutableArray<ReportedAttachment> Attachments { get; init; } = [];

    /// <summary>Writes it among the results; no test may be running.</summary>
    public void Write()
    {
        var lifecycle = AllureLifecycle.Instance;
        lifecycle.StartTestCase(new TestResult
        {
            uuid = Guid.NewGuid().ToString(),
            fullName = Id,
            titlePath = [Stage, Title],
            labels = [Label.Host(), Label.Language(), Label.Framework("Verification"), .. General()],
            parameters = [.. Subjects()],
        });
        Report.Begin(Title, Weight);
        AllureApi.AddFeature(Stage);
        AllureApi.AddParentSuite(Stage);
        AllureApi.AddTags([.. Tags]);
        if (Description.Length > 0)
        {
            TestReport.Say(Description);
        }

        foreach (var attachment in Attachments)
        {
            TestReport.Attach(attachment);
        }

        lifecycle.StopTestCase(test =>
        {
            test.steps.AddRange(Steps.Select(step => step.ToAllure()));

            // As a test of the suites: what cannot be judged has failed.
            test.status = Outcome == Model.Checks.Outcome.Unknown ? Status.failed : ReportedStep.StatusOf(Outcome);
            test.statusDetails = new StatusDetails { message = KnownSecrets.Hide(Message) };
        });
        lifecycle.UpdateTestCase(test => (test.start, test.stop) = (Start.ToUnixTimeMilliseconds(), Stop.ToUnixTimeMilliseconds()));
        lifecycle.WriteTestCase();
    }

    /// <summary>What the configuration and the environment say of every result: the owner.</summary>
    private static IEnumerable<Label> General() => AllureLifecycle.Instance.AllureConfiguration.GlobalLabels.Select(label => (label.Key, label.Value))
        .Concat(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => ((string)variable.Key, (string?)variable.Value ?? ""))
            .Where(variable => variable.Item1.StartsWith(LabelVariable, StringComparison.Ordinal)).Select(variable => (variable.Item1[LabelVariable.Length..], variable.Item2)))
        .Where(label => label.Item1.Length > 0 && label.Item2.Length > 0)
        .Select(label => new Label { name = label.Item1, value = label.Item2 });

    private IEnumerable<Parameter> Subjects()
    {
        (string Name, string? Value)[] all = [("cluster", Report.Subject.Cluster), ("service", Report.Subject.Service)];
        return all.Where(one => one.Value is not null).Select(one => new Parameter { name = one.Name, value = one.Value });
    }
}
