using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class AccountTests
{
    [Test]
    public void Credentials_of_the_declared_account_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<Account>(facts);

        finding.Says(
            Outcome.Passed,
            "account 123456789012",
            "account 123456789012, arn:aws:sts::123456789012:assumed-role/harness-delegate-prod-role/ci");
    }

    [Test]
    public void Credentials_of_another_account_fails_with_both()
    {
        var facts = GuideFacts.Healthy with { Caller = GuideFacts.Healthy.Caller.But(caller => caller with { Account = "210987654321" }) };

        var finding = Judged.By<Account>(facts);

        finding.Says(
            Outcome.Failed,
            "account 123456789012",
            "account 210987654321, arn:aws:sts::123456789012:assumed-role/harness-delegate-prod-role/ci");
    }

    [Test]
    public void Caller_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy with { Caller = GuideFacts.Healthy.Caller.Denied() };

        var finding = Judged.By<Account>(facts);

        finding.Says(Outcome.Unknown, "account 123456789012", $"could not be read: {Changes.Reason}");
    }
}
