using Allure.Net.Commons;
using NUnit.Framework;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.ExecutionHooks;

namespace Allure.NUnit;

/// <summary>Reports set-ups and tear-downs, of a test or once for a suite; steps and attachments in them belong to them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SetUpReports : ExecutionHookAttribute
{
    public override void BeforeEverySetUpHook(HookData data) => Start(data, (lifecycle, fixture) => lifecycle.StartBeforeFixture(fixture));

    public override void AfterEverySetUpHook(HookData data) => Stop(data);

    public override void BeforeEveryTearDownHook(HookData data) => Start(data, (lifecycle, fixture) => lifecycle.StartAfterFixture(fixture));

    public override void AfterEveryTearDownHook(HookData data) => Stop(data);

    private static void Start(HookData data, Action<AllureLifecycle, FixtureResult> start)
    {
        var test = TestExecutionContext.CurrentContext.CurrentTest;
        var lifecycle = AllureLifecycle.Instance;
        if (test.IsSuite)
        {
            lifecycle.RestoreContext(new AllureContext { Containers = [Containers.Of(test)] });
        }

        if (lifecycle.Context is { HasContainer: true, HasFixture: false })
        {
            start(lifecycle, new FixtureResult { name = data.HookedMethod?.Name });
        }
    }

    private static void Stop(HookData data)
    {
        if (AllureLifecycle.Instance.Context.HasFixture)
        {
            AllureLifecycle.Instance.StopFixture(fixture => (fixture.status, fixture.statusDetails) = (Outcomes.Of(data.Exception), ErrorStatus.Details(data.Exception)));
        }
    }
}
