using System.Text.Json;
using Verification.Sandbox.Account;
using Verification.Sandbox.Faults;

namespace Verification.Tests.Sandbox.Faults;

internal static class Given
{
    /// <summary>Adds a fault to an account, as the page does it.</summary>
    public static Fault Fault(AwsAccount account, string json) => FaultBook.Of(account).Add(Request(json), account.Now);

    public static FaultRequest Request(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FaultReader.Read(document.RootElement);
    }
}
