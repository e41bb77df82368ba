using NUnit.Framework;
using Verification.Fixtures.Notifications;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Tests.Fixtures.Notifications;

public sealed class SlackCourierTests
{
    private WireMockServer _slack = null!;
    private HttpMessageInvoker _http = null!;
    private string _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _slack = WireMockServer.Start();
        _http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        _folder = Directory.CreateTempSubdirectory("verification-test-").FullName;
    }

    [TearDown]
    public void TearDown()
    {
        _slack.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_message_is_posted_as_Slack_reads_it()
    {
        Answer(200);

        var delivery = await DeliverAsync("a <b> & c");

        Assert.That(delivery.Kind, Is.EqualTo(DeliveryKind.Sent));
        Assert.That(_slack.LogEntries.Single().RequestMessage!.BodyAsJson!.ToString(), Does.Contain("a &lt;b&gt; &amp; c"));
    }

    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task It_is_repeated_when_Slack_did_not_take_it(int status)
    {
        _slack.Given(Request.Create().UsingPost()).InScenario("s").WillSetStateTo("again").RespondWith(Response.Create().WithStatusCode(status).WithHeader("Retry-After", "0"));
        _slack.Given(Request.Create().UsingPost()).InScenario("s").WhenStateIs("again").RespondWith(Response.Create().WithStatusCode(200));

        var delivery = await DeliverAsync("hello");

        Assert.That((delivery.Kind, _slack.LogEntries.Count), Is.EqualTo((DeliveryKind.Sent, 2)), delivery.Reason);
    }

    [Test]
    public async Task A_long_wait_that_Slack_asks_for_is_not_waited()
    {
        _slack.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(429).WithHeader("Retry-After", "3600"));

        var delivery = await DeliverAsync("hello");

        Assert.That((delivery.Kind, _slack.LogEntries.Count), Is.EqualTo((DeliveryKind.Failed, 1)));
        Assert.That(delivery.Reason, Does.Contain("429").And.Contain("3600 s"));
    }

    [TestCase(400)]
    [TestCase(404)]
    [TestCase(302)]
    public async Task A_refusal_is_not_repeated(int status)
    {
        Answer(status);

        var delivery = await DeliverAsync("hello");

        Assert.That((delivery.Kind, _slack.LogEntries.Count), Is.EqualTo((DeliveryKind.Failed, 1)));
        Assert.That(delivery.Reason, Does.Contain($"{status}").And.Not.Contain("secret-path"));
    }

    [Test]
    public async Task It_gives_up_after_its_attempts_and_another_run_may_send_it()
    {
        Answer(500);

        var first = await DeliverAsync("hello");
        Answer(200);
        var second = await DeliverAsync("hello");

        Assert.That((first.Kind, second.Kind), Is.EqualTo((DeliveryKind.Failed, DeliveryKind.Sent)));
        Assert.That(first.Reason, Does.Contain("at attempt 3"));
    }

    [Test]
    public async Task A_second_message_of_the_same_key_is_not_sent()
    {
        Answer(200);

        await DeliverAsync("hello");
        var second = await DeliverAsync("hello again");

        Assert.That((second.Kind, _slack.LogEntries.Count), Is.EqualTo((DeliveryKind.SentBefore, 1)));
    }

    [Test]
    public async Task What_may_have_arrived_is_not_sent_again()
    {
        _slack.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(200).WithDelay(TimeSpan.FromSeconds(30)));

        var first = await DeliverAsync("hello", timeout: TimeSpan.FromMilliseconds(300));
        var second = await DeliverAsync("hello");

        Assert.That((first.Kind, second.Kind), Is.EqualTo((DeliveryKind.InDoubt, DeliveryKind.InDoubt)));
    }

    [Test]
    public async Task A_run_that_died_while_it_sent_leaves_a_doubt()
    {
        var log = new DeliveryLog(Path.Combine(_folder, "log.jsonl"), TimeProvider.System);
        log.Begin("key");

        var delivery = await DeliverAsync("hello");

        Assert.That((delivery.Kind, _slack.LogEntries.Count), Is.EqualTo((DeliveryKind.InDoubt, 0)));
    }

    [Test]
    public async Task A_webhook_without_encryption_is_refused()
    {
        var log = new DeliveryLog(Path.Combine(_folder, "log.jsonl"), TimeProvider.System);
        var courier = new SlackCourier(_http, log, new CourierOptions(), TimeProvider.System);

        var delivery = await courier.DeliverAsync(new Message("key", new Uri("http://hooks.example.com/x"), "hello"), CancellationToken.None);

        Assert.That((delivery.Kind, delivery.Reason), Is.EqualTo((DeliveryKind.Failed, "the webhook is not https: whoever listens on the way could use it")));
    }

    [Test]
    public async Task No_connection_is_told_without_the_URL()
    {
        var url = _slack.Url!;
        _slack.Stop();

        var delivery = await DeliverAsync("hello", url: url);

        Assert.That(delivery.Kind, Is.EqualTo(DeliveryKind.Failed));
        Assert.That(delivery.Reason, Does.Contain("no connection").And.Not.Contain("secret-path"));
    }

    private void Answer(int status)
    {
        _slack.ResetMappings();
        _slack.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(status));
    }

    private Task<Delivery> DeliverAsync(string text, TimeSpan? timeout = null, string? url = null)
    {
        var log = new DeliveryLog(Path.Combine(_folder, "log.jsonl"), TimeProvider.System);
        var options = new CourierOptions { Attempts = 3, FirstWait = TimeSpan.FromMilliseconds(1), Timeout = timeout ?? TimeSpan.FromSeconds(20) };
        return new SlackCourier(_http, log, options, TimeProvider.System)
            .DeliverAsync(new Message("key", new Uri($"{url ?? _slack.Url}/services/secret-path"), text), CancellationToken.None);
    }
}
