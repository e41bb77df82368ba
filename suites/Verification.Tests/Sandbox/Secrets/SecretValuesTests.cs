using Amazon.SecretsManager.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Secrets;

namespace Verification.Tests.Sandbox.Secrets;

internal sealed class SecretValuesTests
{
    private const string Name = "notification/db-url";
    private const string Token = "token-token-token-token-token-token";

    private SecretsCaller _secrets = new();

    [SetUp]
    public void Create() => _secrets = new SecretsCaller();

    [Test]
    public void A_secret_is_found_by_name_by_ARN_and_by_the_ARN_without_its_six_characters()
    {
        var arn = _secrets.Create(Name).ARN;

        Assert.That(arn, Does.Match("^arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url-[A-Za-z0-9]{6}$"));
        foreach (var id in (string[])[Name, arn, arn[..^7]])
        {
            Assert.That(_secrets.Get(id).SecretString, Is.EqualTo("value"), id);
        }
    }

    [TestCase("notification/db")]
    [TestCase("arn:aws:secretsmanager:us-west-2:123456789012:secret:notification/db-url")]
    public void Nothing_else_finds_it(string id)
    {
        _secrets.Create(Name);

        var error = Assert.Throws<AwsErrorException>(() => _secrets.Get(id));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")));
    }

    [Test]
    public void A_new_value_becomes_the_current_one_and_the_old_one_stays_as_the_previous()
    {
        _secrets.Create(Name, "first");

        _secrets.Put(Name, "second");
        _secrets.Put(Name, "third");

        Assert.That(_secrets.Get(Name).SecretString, Is.EqualTo("third"));
        Assert.That(_secrets.Get(Name, StoredSecret.Previous).SecretString, Is.EqualTo("second"));
        Assert.That(_secrets.Reads.DescribeSecret(new DescribeSecretRequest { SecretId = Name }, _secrets.East).VersionIdsToStages, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_value_under_another_label_leaves_the_current_one_alone()
    {
        _secrets.Create(Name, "first");

        var pending = _secrets.Put(Name, "next", null, "AWSPENDING");

        Assert.That(_secrets.Get(Name).SecretString, Is.EqualTo("first"));
        Assert.That(_secrets.Get(Name, version: pending.VersionId).SecretString, Is.EqualTo("next"));
        Assert.That(
            Assert.Throws<AwsErrorException>(() => _secrets.Get(Name, StoredSecret.Current, pending.VersionId)).Message,
            Is.EqualTo("You provided a VersionStage that is not associated to the provided VersionId."));
    }

    [Test]
    public void The_same_token_with_the_same_value_is_the_same_call_and_with_another_a_conflict()
    {
        var created = _secrets.Create(Name, "value", Token);

        Assert.That(_secrets.Create(Name, "value", Token).ARN, Is.EqualTo(created.ARN));
        Assert.That(_secrets.Put(Name, "value", Token).VersionId, Is.EqualTo(Token));
        Assert.That(
            Assert.Throws<AwsErrorException>(() => _secrets.Put(Name, "other", Token)).Message,
            Is.EqualTo("You can't modify an existing version, you can only create a new version."));
        Assert.That(
            Assert.Throws<AwsErrorException>(() => _secrets.Create(Name, "other")).Message,
            Is.EqualTo("The operation failed because the secret notification/db-url already exists."));
    }

    [Test]
    public void A_secret_without_a_value_says_so()
    {
        _secrets.Create(Name, null);

        Assert.That(
            Assert.Throws<AwsErrorException>(() => _secrets.Get(Name)).Message,
            Is.EqualTo("Secrets Manager can't find the specified secret value for staging label: AWSCURRENT"));
    }

    [Test]
    public void A_binary_value_comes_back_byte_for_byte_but_not_together_with_a_text()
    {
        using var binary = new MemoryStream([0, 255]);
        _secrets.Writes.CreateSecret(new CreateSecretRequest { Name = Name, SecretBinary = binary }, _secrets.East);

        Assert.That(_secrets.Get(Name).SecretBinary.ToArray(), Is.EqualTo(new byte[] { 0, 255 }));
        Assert.That(
            Assert.Throws<AwsErrorException>(() => _secrets.Writes.CreateSecret(
                new CreateSecretRequest { Name = "both", SecretBinary = binary, SecretString = "text" }, _secrets.East)).Message,
            Is.EqualTo("You can't specify both a binary secret value and a string secret value in the same secret."));
    }

    [Test]
    public void A_deleted_secret_cannot_be_read_and_its_name_is_free_only_after_the_window()
    {
        _secrets.Create(Name);
        var deletion = _secrets.Delete(Name, 7);

        var read = Assert.Throws<AwsErrorException>(() => _secrets.Get(Name));
        var again = Assert.Throws<AwsErrorException>(() => _secrets.Create(Name));
        _secrets.Account.Clock.Advance(TimeSpan.FromDays(7));

        Assert.That(deletion.DeletionDate, Is.EqualTo(_secrets.Account.Now));
        Assert.That((read.Code, read.Message), Is.EqualTo(("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.")));
        Assert.That(again.Message, Is.EqualTo("You can't create this secret because a secret with this name is already scheduled for deletion."));
        Assert.DoesNotThrow(() => _secrets.Create(Name));
    }

    [Test]
    public void A_deletion_by_force_is_at_once()
    {
        _secrets.Create(Name);

        _secrets.Delete(Name, force: true);

        Assert.DoesNotThrow(() => _secrets.Create(Name));
        Assert.That(Assert.Throws<AwsErrorException>(() => _secrets.Delete(Name, 7, true)).Code, Is.EqualTo("InvalidParameterException"));
        Assert.That(Assert.Throws<AwsErrorException>(() => _secrets.Delete(Name, 6)).Message, Is.EqualTo("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."));
    }

    [TestCase("")]
    [TestCase("with space")]
    [TestCase("line\n")]
    public void A_name_that_is_none_is_refused(string name)
    {
        Assert.That(Assert.Throws<AwsErrorException>(() => _secrets.Create(name)).Code, Is.EqualTo("ValidationException"));
    }

    [Test]
    public void No_value_gets_into_a_text_form()
    {
        var version = new SecretVersion("id", "hunter2", null, _secrets.Account.Now);
        var secret = new StoredSecret(Name, "arn", _secrets.Account.Now);
        secret.Add(version, [StoredSecret.Current]);

        Assert.That($"{version} {secret}", Does.Not.Contain("hunter2"));
    }
}
