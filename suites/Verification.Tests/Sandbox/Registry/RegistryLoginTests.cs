using System.Text;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.Registry;

public sealed class RegistryLoginTests
{
    private RegistryCaller _registry = null!;

    [SetUp]
    public async Task StartAsync() => _registry = await RegistryCaller.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _registry.DisposeAsync();

    [TestCase(null, "us-east-1")]
    [TestCase("123456789012.dkr.ecr.us-west-2.amazonaws.com", "us-west-2")]
    public async Task Who_has_no_credentials_is_asked_for_them(string? host, string region)
    {
        _registry.Credentials = null;

        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/", host: host);

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.Headers["WWW-Authenticate"], Is.EqualTo($"""Basic realm="https://123456789012.dkr.ecr.{region}.amazonaws.com/",service="ecr.amazonaws.com" """.TrimEnd()));
        Assert.That(answer.Headers["Docker-Distribution-Api-Version"], Is.EqualTo("registry/2.0"));
    }

    [Test]
    public async Task The_password_of_GetAuthorizationToken_lets_in()
    {
        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, "{}")));
    }

    [TestCase("AWS:wrong")]
    [TestCase("AWS:eyJwYXlsb2FkIjoieCIsInJlZ2lvbiI6InVzLWVhc3QtMSIsImV4cGlyYXRpb24iOjk5OTk5OTk5OTl9")]
    [TestCase("root:root")]
    public async Task Wrong_credentials_are_refused(string credentials)
    {
        _registry.Credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/");

        Assert.That(answer.Error, Is.EqualTo((400, "DENIED", "Your Authorization Token is invalid: the user is AWS, and the password is what 'aws ecr get-login-password' prints.")));
    }

    [Test]
    public async Task A_password_expires_after_twelve_hours()
    {
        _registry.Server.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(2));
        var before = await _registry.SendAsync(HttpMethod.Get, "/v2/");
        _registry.Server.Clock.Advance(TimeSpan.FromSeconds(2));
        var after = await _registry.SendAsync(HttpMethod.Get, "/v2/");

        Assert.That(before.Status, Is.EqualTo(200));
        Assert.That(after.Error, Is.EqualTo((403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.")));
    }

    [Test]
    public async Task Under_no_name_of_its_own_the_registry_is_that_of_the_passwords_region()
    {
        await _registry.CreateAsync("notification-service", "us-west-2");
        var east = await _registry.SendAsync(HttpMethod.Get, "/v2/notification-service/tags/list");
        await _registry.LogInAsync("us-west-2");
        var west = await _registry.SendAsync(HttpMethod.Get, "/v2/notification-service/tags/list");

        Assert.That(east.Error, Is.EqualTo((404, "NAME_UNKNOWN", "The repository with name 'notification-service' does not exist in the registry with id '123456789012'")));
        Assert.That(west.Body, Is.EqualTo("""{"name":"notification-service","tags":[]}"""));
    }

    [Test]
    public async Task A_password_of_another_region_is_refused_by_a_registry_that_is_named()
    {
        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/", host: "123456789012.dkr.ecr.us-west-2.amazonaws.com");

        Assert.That(answer.Error.Message, Does.EndWith("it is for the registry in us-east-1, and this one is in us-west-2."));
    }

    [Test]
    public async Task Another_accounts_registry_has_no_repository_that_may_be_seen()
    {
        await _registry.CreateAsync("notification-service");

        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/notification-service/tags/list", host: "999999999999.dkr.ecr.us-east-1.amazonaws.com");

        Assert.That(answer.Error.Message, Is.EqualTo("The repository with name 'notification-service' does not exist in the registry with id '999999999999'"));
    }
}
