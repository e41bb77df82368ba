namespace Allure.Net.Commons;

/// <summary>Tells a failed assertion from everything else that goes wrong.</summary>
internal static class ErrorStatus
{
    public static Status Of(Exception? error) =>
        error is null ? Status.passed : Names(error.GetType()).Intersect(AllureLifecycle.Instance.AllureConfiguration.FailExceptions ?? []).Any() ? Status.failed : Status.broken;

    public static StatusDetails? Details(Exception? error) =>
        error is null ? null : new StatusDetails { message = error.Message.Length > 0 ? error.Message : error.GetType().Name, trace = error.ToString() };

    private static IEnumerable<string> Names(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            yield return at.FullName!;
        }

        foreach (var contract in type.GetInterfaces())
        {
            yield return contract.FullName!;
        }
    }
}
