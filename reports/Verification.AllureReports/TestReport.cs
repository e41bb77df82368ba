using System.Net;
using Allure.Net.Commons;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Gate;

namespace Verification.AllureReports;

/// <summary>What a report shows of the test that runs: release, stage and check, where, how grave, and the evidence.</summary>
/// <param name="Release">What is to be promoted: <c>notification-service v1.2.3</c>.</param>
/// <param name="Subject">Whom it is about.</param>
public sealed record TestReport(string Release, Subject Subject)
{
    private const string AllClusters = "all clusters";

    /// <summary>The topology file, as a path or URL.</summary>
    public string? TopologyPath { get; init; }

    /// <summary>Begins the report of a test. Feature and parent suite are the fixture's attributes, so that a test that is never reached has them too.</summary>
    /// <param name="title">The check's or scenario's name for people.</param>
    /// <param name="weight">What the policy says of it.</param>
    public void Begin(string title, CheckWeight weight)
    {
        var cluster = Subject.Cluster ?? AllClusters;
        AllureApi.SetTestName($"{title} - {Subject}");
        AllureApi.AddEpic(Release);
        AllureApi.AddStory(title);
        AllureApi.AddSuite(cluster);
        AllureApi.AddLabel("environment", cluster);
        Weigh(weight);
        if (TopologyPath is { } topology)
        {
            AllureApi.AddLink("topology", Uri.TryCreate(topology, UriKind.Absolute, out var url) ? url.AbsoluteUri : new Uri(Path.GetFullPath(topology)).AbsoluteUri);
        }
    }

    /// <summary>How grave the test is: what blocks is critical, a warning minor, and what is only recorded trivial.</summary>
    public static void Weigh(CheckWeight weight) =>
        AllureApi.SetSeverity(weight switch { CheckWeight.Warn => SeverityLevel.minor, CheckWeight.Shadow => SeverityLevel.trivial, _ => SeverityLevel.critical });

    /// <summary>Adds a finding: where it was read, and what was expected and observed. The test ends where it does not pass.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="judge">Throws where the finding has not passed.</param>
    public static void Add(Finding finding, Action<Finding> judge)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(judge);
        AllureApi.Step(Look(finding));
        AllureApi.Step(Judge(finding), () =>
        {
            if (AllureLifecycle.Instance.Context.HasStep)
            {
                AllureLifecycle.Instance.UpdateStep(step => step.parameters.AddRange(ParametersOf(finding)));
            }

            judge(finding);
        });
    }

    /// <summary>Adds a finding as a step with its status; the test goes on.</summary>
    public static void Note(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (!AllureLifecycle.Instance.Context.HasTest)
        {
            return;
        }

        AllureLifecycle.Instance.StartStep(new StepResult { name = Judge(finding), parameters = ParametersOf(finding) });
        AllureLifecycle.Instance.StopStep(step => step.status = finding.Outcome switch { Outcome.Passed => Status.passed, Outcome.Failed => Status.failed, _ => Status.broken });
    }

    /// <summary>Says what was judged and what to do; where it has not passed, why that is so is attached.</summary>
    public static void Describe(Finding finding, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Say(finding.Describe());
        if (ExplanationOf(finding, explanation) is { } attachment)
        {
            Attach(attachment);
        }
    }

    /// <summary>The causes of a finding, with what shows them and what to do, as <c>verification explain</c> has them; null for one that passed.</summary>
    public static ReportedAttachment? ExplanationOf(Finding finding, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        string[] why =
        [
            .. explanation.Causes.Where(cause => cause.Explains.Contains(finding)).Select(cause => cause.Fully()),
            .. explanation.Unexplained.Where(one => one.Finding == finding).Select(one => one.Describe()),
        ];
        return why.Length == 0 ? null : new ReportedAttachment("Explanation", "text/plain", ".txt", () => string.Join("\n\n", why) + "\n");
    }

    /// <summary>Describes the test. As HTML, because a report takes a description for Markdown otherwise, and may fetch a picture that a service's answer names.</summary>
    internal static void Say(string text) => AllureApi.SetDescriptionHtml($"<pre style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(KnownSecrets.Hide(text))}</pre>");

    /// <summary>Attaches a text or picture to the test.</summary>
    public static void Attach(ReportedAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        if (!AllureLifecycle.Instance.Context.HasTest)
        {
            return;
        }

        var source = attachment.Write();
        AllureLifecycle.Instance.UpdateTestCase(test => test.attachments.Add(new Attachment { name = attachment.Name, type = attachment.MediaType, source = source }));
    }

    internal static string Look(Finding finding) => $"look: {finding.Source?.ToString() ?? "nothing read"}";

    internal static string Judge(Finding finding) => $"judge: {finding.Title}";

    private static List<Parameter> ParametersOf(Finding finding) =>
    [
        new Parameter { name = "expected", value = KnownSecrets.Hide(finding.Expected) },
        new Parameter { name = "observed", value = KnownSecrets.Hide(finding.Observed) },
    ];
}
