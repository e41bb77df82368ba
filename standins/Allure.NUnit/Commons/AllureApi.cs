namespace Allure.Net.Commons;

/// <summary>What test code says of the test that runs. Where none runs, steps only run their code, and all else does nothing.</summary>
public static class AllureApi
{
    private static AllureLifecycle Lifecycle => AllureLifecycle.Instance;

    private static bool HasTest => Lifecycle.Context.HasTest;

    private static bool HasTestOrFixture => HasTest || Lifecycle.Context.HasFixture;

    public static void SetTestName(string newName) => OnTest(test => test.name = newName);

    public static void SetFixtureName(string newName)
    {
        if (Lifecycle.Context.HasFixture)
        {
            Lifecycle.UpdateFixture(fixture => fixture.name = newName);
        }
    }

    public static void SetStepName(string newName)
    {
        if (Lifecycle.Context.HasStep)
        {
            Lifecycle.UpdateStep(step => step.name = newName);
        }
    }

    public static void SetDescription(string description) => OnTest(test => test.description = description);

    public static void SetDescriptionHtml(string descriptionHtml) => OnTest(test => test.descriptionHtml = descriptionHtml);

    public static void AddLabels(params Label[] labels) => OnTest(test => test.labels.AddRange(labels));

    public static void AddLabel(string name, string value) => AddLabel(new Label { name = name, value = value });

    public static void AddLabel(Label label) => OnTest(test => test.labels.Add(label));

    public static void SetSeverity(SeverityLevel severity) => SetLabel(Label.Severity(severity));

    public static void SetOwner(string owner) => SetLabel(Label.Owner(owner));

    public static void SetAllureId(int allureId) => SetLabel(Label.AllureId(allureId));

    public static void AddTags(params string[] tags) => AddLabels([.. tags.Select(Label.Tag)]);

    public static void AddParentSuite(string parentSuite) => AddLabel(Label.ParentSuite(parentSuite));

    public static void AddSuite(string suite) => AddLabel(Label.Suite(suite));

    public static void AddSubSuite(string subSuite) => AddLabel(Label.SubSuite(subSuite));

    public static void AddEpic(string epic) => AddLabel(Label.Epic(epic));

    public static void AddFeature(string feature) => AddLabel(Label.Feature(feature));

    public static void AddStory(string story) => AddLabel(Label.Story(story));

    public static void AddLink(string url) => AddLinks(new Link { url = url });

    public static void AddLink(string name, string url) => AddLinks(new Link { name = name, url = url });

    public static void AddLink(string name, string type, string url) => AddLinks(new Link { name = name, type = type, url = url });

    public static void AddLinks(params Link[] links) => OnTest(test => test.links.AddRange(links));

    public static void AddIssue(string url) => AddLinks(Link.Issue(url));

    public static void AddIssue(string name, string url) => AddLinks(Link.Issue(name, url));

    public static void AddTmsItem(string url) => AddLinks(Link.Tms(url));

    public static void AddTmsItem(string name, string url) => AddLinks(Link.Tms(name, url));

    public static void Step(string name) => Step(name, () => { });

    public static void Step(string name, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Func<bool> function = () =>
        {
            action();
            return true;
        };
        Step(name, function);
    }

    public static T Step<T>(string name, Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!HasTestOrFixture)
        {
            return function();
        }

        Lifecycle.StartStep(new StepResult { name = name });
        try
        {
            var result = function();
            EndStep(null);
            return result;
        }
        catch (Exception error)
        {
            EndStep(error);
            throw;
        }
    }

    public static Task Step(string name, Func<Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Step(name, async () =>
        {
            await action();
            return true;
        });
    }

    public static async Task<T> Step<T>(string name, Func<Task<T>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!HasTestOrFixture)
        {
            return await function();
        }

        Lifecycle.StartStep(new StepResult { name = name });
        try
        {
            var result = await function();
            EndStep(null);
            return result;
        }
        catch (Exception error)
        {
            EndStep(error);
            throw;
        }
    }

    public static void AddAttachment(string name, string type, string path)
    {
        if (HasTestOrFixture)
        {
            AddAttachment(name ?? Path.GetFileName(path), type, File.ReadAllBytes(path), Path.GetExtension(path));
        }
    }

    public static void AddAttachment(string name, string type, byte[] content, string fileExtension = "")
    {
        if (HasTestOrFixture)
        {
            var attachment = new Attachment { name = name, type = type, source = Lifecycle.Writer.WriteAttachment(content, fileExtension) };
            Lifecycle.UpdateExecutableItem(item => item.attachments.Add(attachment));
        }
    }

    public static void AddAttachment(string path, string? name = null) => AddAttachment(name ?? Path.GetFileName(path), MediaTypes.Of(path), path);

    public static void AddTestParameter(string name, object? value) => AddTestParameter(new Parameter { name = name, value = ParameterText.Of(value) });

    public static void AddTestParameter(string name, object? value, ParameterMode mode) => AddTestParameter(new Parameter { name = name, value = ParameterText.Of(value), mode = mode });

    public static void AddTestParameter(string name, object? value, bool excluded) => AddTestParameter(new Parameter { name = name, value = ParameterText.Of(value), excluded = excluded });

    public static void AddTestParameter(string name, object? value, ParameterMode mode, bool excluded) =>
        AddTestParameter(new Parameter { name = name, value = ParameterText.Of(value), mode = mode, excluded = excluded });

    public static void AddTestParameter(Parameter parameter) => OnTest(test => test.parameters.Add(parameter));

    private static void OnTest(Action<TestResult> update)
    {
        if (HasTest)
        {
            Lifecycle.UpdateTestCase(update);
        }
    }

    private static void SetLabel(Label label) => OnTest(test =>
    {
        test.labels.RemoveAll(other => other.name == label.name);
        test.labels.Add(label);
    });

    private static void EndStep(Exception? error) => Lifecycle.StopStep(step => (step.status, step.statusDetails) = (ErrorStatus.Of(error), ErrorStatus.Details(error)));
}
