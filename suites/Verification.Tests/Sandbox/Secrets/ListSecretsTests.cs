using Amazon.SecretsManager.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Secrets;

internal sealed class ListSecretsTests
{
    private SecretsCaller _secrets = new();

    [SetUp]
    public void Create()
    {
        _secrets = new SecretsCaller();
        _secrets.Create("notification/db-url", description: "Database of notifications", tags: new Tag { Key = "Team", Value = "platform" });
        _secrets.Create("notification/api-key");
        _secrets.Create("payment/api-key");
    }

    [TestCase("name", "notification/", "notification/db-url,notification/api-key")]
    [TestCase("name", "Notification/", "")]
    [TestCase("name", "api-key", "")]
    [TestCase("name", "!notification/", "payment/api-key")]
    [TestCase("description", "notif", "notification/db-url")]
    [TestCase("description", "DATABASE of", "notification/db-url")]
    [TestCase("tag-key", "Te", "notification/db-url")]
    [TestCase("tag-value", "platform", "notification/db-url")]
    [TestCase("all", "PAYMENT key", "payment/api-key")]
    [TestCase("primary-region", "us-east-1", "")]
    public void Filters_match_as_AWS_says(string key, string value, string expected)
    {
        Assert.That(Names(new Filter { Key = key, Values = [value] }), Is.EqualTo(expected.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void Values_are_alternatives_and_filters_all_hold()
    {
        var either = new Filter { Key = "name", Values = ["notification/", "payment/"] };

        Assert.That(Names(either), Has.Count.EqualTo(3));
        Assert.That(Names(either, new Filter { Key = "tag-key", Values = ["Team"] }), Has.Count.EqualTo(1));
    }

    [Test]
    public void An_unknown_filter_is_an_error()
    {
        Assert.That(Assert.Throws<AwsErrorException>(() => Names(new Filter { Key = "colour", Values = ["red"] })).Code, Is.EqualTo("ValidationException"));
    }

    [Test]
    public void Pages_give_each_secret_once()
    {
        var first = _secrets.Reads.ListSecrets(new ListSecretsRequest { MaxResults = 2, SortBy = "name" }, _secrets.East);
        var second = _secrets.Reads.ListSecrets(new ListSecretsRequest { MaxResults = 2, SortBy = "name", NextToken = first.NextToken }, _secrets.East);

        Assert.That(
            first.SecretList.Concat(second.SecretList).Select(secret => secret.Name), Is.EqualTo(["notification/api-key", "notification/db-url", "payment/api-key"]));
        Assert.That(second.NextToken, Is.Null);
        Assert.That(
            Assert.Throws<AwsErrorException>(() => _secrets.Names(new ListSecretsRequest { NextToken = "never given" })).Code, Is.EqualTo("InvalidNextTokenException"));
    }

    [Test]
    public void Deleted_ones_are_listed_on_request_only_and_regions_have_their_own()
    {
        _secrets.Delete("payment/api-key");

        Assert.That(_secrets.Names(new ListSecretsRequest()), Does.Not.Contain("payment/api-key"));
        Assert.That(_secrets.Names(new ListSecretsRequest { IncludePlannedDeletion = true }), Does.Contain("payment/api-key"));
        Assert.That(_secrets.Reads.ListSecrets(new ListSecretsRequest(), _secrets.West).SecretList, Is.Empty);
    }

    private List<string> Names(params Filter[] filters) => _secrets.Names(new ListSecretsRequest { Filters = [.. filters] });
}
