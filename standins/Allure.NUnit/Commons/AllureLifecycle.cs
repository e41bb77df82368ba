using Allure.Net.Commons.Configuration;

namespace Allure.Net.Commons;

/// <summary>Starts, changes, stops and writes what is reported. Test code has <see cref="AllureApi"/> for that.</summary>
public class AllureLifecycle
{
    private static readonly Lazy<AllureLifecycle> Single = new(() => new AllureLifecycle(ConfigurationFile.Read()));

    private readonly AsyncLocal<AllureContext?> _context = new();

    // Steps of a test may run at the same time, and add to one list.
    private readonly Lock _model = new();

    internal AllureLifecycle(string configuration)
    {
        JsonConfiguration = configuration;
        AllureConfiguration = ConfigurationFile.Parse(configuration);
        Writer = new ResultsWriter(AllureConfiguration);
    }

    public static AllureLifecycle Instance => Single.Value;

    public AllureContext Context
    {
        get => _context.Value ??= new AllureContext();
        private set => _context.Value = value;
    }

    public string JsonConfiguration { get; private set; }

    public AllureConfiguration AllureConfiguration { get; }

    public string ResultsDirectory => Writer.Directory;

    internal ResultsWriter Writer { get; }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public AllureContext RunInContext(AllureContext? context, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var before = Context;
        try
        {
            Context = context ?? before;
            action();
            return Context;
        }
        finally
        {
            Context = context is null ? Context : before;
        }
    }

    public void RestoreContext(AllureContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
    }

    public virtual AllureLifecycle StartTestContainer(TestResultContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        Refuse(Context.HasFixture || Context.HasTest, "a container cannot be started inside a fixture or a test");
        container.start = Now;
        Context = Context with { Containers = Context.Containers.Push(container) };
        return this;
    }

    public virtual AllureLifecycle UpdateTestContainer(Action<TestResultContainer> update) => Update(Context.CurrentContainer, update);

    public virtual AllureLifecycle StopTestContainer() => UpdateTestContainer(container => container.stop = Now);

    public virtual AllureLifecycle WriteTestContainer()
    {
        var container = Context.CurrentContainer;
        Refuse(Context.HasFixture || Context.HasTest, "a container cannot be written inside a fixture or a test");
        Context = Context with { Containers = Context.Containers.Pop() };
        Write(container);
        return this;
    }

    public virtual AllureLifecycle StartBeforeFixture(FixtureResult result) => StartFixture(result, container => container.befores.Add(result));

    public virtual AllureLifecycle StartAfterFixture(FixtureResult result) => StartFixture(result, container => container.afters.Add(result));

    public virtual AllureLifecycle UpdateFixture(Action<FixtureResult> update) => Update(Context.CurrentFixture, update);

    public virtual AllureLifecycle StopFixture(Action<FixtureResult> beforeStop) => UpdateFixture(beforeStop).StopFixture();

    public virtual AllureLifecycle StopFixture()
    {
        UpdateFixture(Stop);
        Context = Context with { Fixture = null, Steps = [] };
        return this;
    }

    public virtual AllureLifecycle ScheduleTestCase(TestResult testResult)
    {
        ArgumentNullException.ThrowIfNull(testResult);
        Refuse(Context.HasFixture || Context.HasTest, "a test cannot be started inside a fixture or another test");
        testResult.stage = Stage.scheduled;
        Adopt(Context.Containers, testResult);
        Context = Context with { Test = testResult };
        return this;
    }

    public virtual AllureLifecycle StartTestCase() => UpdateTestCase(Start);

    public virtual AllureLifecycle StartTestCase(TestResult testResult) => ScheduleTestCase(testResult).StartTestCase();

    public virtual AllureLifecycle UpdateTestCase(Action<TestResult> update) => Update(Context.CurrentTest, update);

    public virtual AllureLifecycle StopTestCase(Action<TestResult> beforeStop) => UpdateTestCase(beforeStop).StopTestCase();

    public virtual AllureLifecycle StopTestCase() => UpdateTestCase(Finish);

    public virtual AllureLifecycle WriteTestCase()
    {
        var test = Context.CurrentTest;
        Context = Context with { Fixture = null, Test = null, Steps = [] };
        Write(test);
        return this;
    }

    public virtual AllureLifecycle StartStep(StepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Update(Context.CurrentItem, item => item.steps.Add(result));
        Context = Context with { Steps = Context.Steps.Push(result) };
        return UpdateStep(Start);
    }

    public virtual AllureLifecycle UpdateStep(Action<StepResult> update) => Update(Context.CurrentStep, update);

    public virtual AllureLifecycle StopStep(Action<StepResult> beforeStop) => UpdateStep(beforeStop).StopStep();

    public virtual AllureLifecycle StopStep()
    {
        UpdateStep(Stop);
        Context = Context with { Steps = Context.Steps.Pop() };
        return this;
    }

    public virtual AllureLifecycle UpdateExecutableItem(Action<ExecutableItem> updateItem) => Update(Context.CurrentItem, updateItem);

    public virtual void CleanupResultDirectory() => Writer.CleanUp();

    /// <summary>Makes a result the child of containers.</summary>
    internal void Adopt(IEnumerable<TestResultContainer> containers, TestResult child)
    {
        lock (_model)
        {
            foreach (var container in containers)
            {
                container.children.Add(child.uuid!);
            }
        }
    }

    internal void Write(TestResult test)
    {
        lock (_model)
        {
            Writer.Write(test);
        }
    }

    /// <summary>A container that nothing was set up or torn down in says nothing.</summary>
    internal void Write(TestResultContainer container)
    {
        lock (_model)
        {
            if (container.befores.Count + container.afters.Count > 0)
            {
                Writer.Write(container);
            }
        }
    }

    internal AllureLifecycle Update<T>(T item, Action<T> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        lock (_model)
        {
            update(item);
        }

        return this;
    }

    internal static void Start(ExecutableItem item) => (item.stage, item.start) = (Stage.running, Now);

    internal static void Stop(ExecutableItem item) => (item.stage, item.stop) = (Stage.finished, Now);

    internal static void Finish(TestResult test)
    {
        Stop(test);
        test.historyId ??= Identity.HistoryId(test.fullName, test.parameters);
        test.testCaseId ??= Identity.TestCaseId(test.fullName);
    }

    private AllureLifecycle StartFixture(FixtureResult result, Action<TestResultContainer> add)
    {
        ArgumentNullException.ThrowIfNull(result);
        Refuse(Context.HasFixture, "a fixture cannot be started inside another one");
        UpdateTestContainer(add);
        Context = Context with { Fixture = result, Steps = [] };
        return UpdateFixture(Start);
    }

    private static void Refuse(bool mistaken, string why)
    {
        if (mistaken)
        {
            throw new InvalidOperationException(why);
        }
    }
}
