using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Verification.AllureReports;

/// <summary>
/// Hides secrets in the messages and stack traces of tests before any logger or report has them. It stands after <c>[AllureNUnit]</c>: of two actions, the
/// last one acts first after a test.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HidesSecretsAttribute : NUnitAttribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test)
    {
        var result = TestExecutionContext.CurrentContext.CurrentResult;
        var (message, trace) = (Hide(result.Message), Hide(result.StackTrace));
        if (message != result.Message || trace != result.StackTrace)
        {
            result.SetResult(result.ResultState, message ?? "", trace);
        }
    }

    /// <summary>Runs a one-time set-up; secrets in what it throws are hidden.</summary>
    public static async Task InAsync(Func<Task> setUp)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        string hidden;
        try
        {
            await setUp();
            return;
        }
        catch (Exception error) when (KnownSecrets.Hide(error.ToString()) != error.ToString())
        {
            hidden = KnownSecrets.Hide(error.ToString());
        }

        // Without the original, which holds the secret in itself or in what caused it.
        throw new InvalidOperationException(hidden);
    }

    private static string? Hide(string? text) => text is null ? null : KnownSecrets.Hide(text);
}
