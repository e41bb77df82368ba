using Amazon.CloudWatchLogs.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Logs;

internal sealed class LogEventsTests
{
    private LogsCaller _logs = new();

    [SetUp]
    public void Create() => _logs = new LogsCaller();

    [Test]
    public void Events_come_back_by_their_time_whatever_the_order_of_the_puts()
    {
        _logs.PutAt(LogsCaller.Stream, (_logs.Account.Now, "second"));
        _logs.PutAt(LogsCaller.Stream, (_logs.Account.Now.AddSeconds(-1), "first"), (_logs.Account.Now, "third"));

        Assert.That(Messages(_logs.Get()), Is.EqualTo(["first", "second", "third"]));
    }

    [Test]
    public void Without_a_word_on_it_the_latest_page_comes_and_the_tokens_lead_both_ways()
    {
        _logs.Put(LogsCaller.Stream, "1", "2", "3", "4", "5");

        var latest = _logs.Get(limit: 2);
        var before = _logs.Get(limit: 2, token: latest.NextBackwardToken);
        var after = _logs.Get(limit: 2, token: before.NextForwardToken);

        Assert.That(Messages(latest), Is.EqualTo(["4", "5"]));
        Assert.That(Messages(before), Is.EqualTo(["2", "3"]));
        Assert.That(Messages(after), Is.EqualTo(["4", "5"]));
    }

    [Test]
    public void At_the_end_the_same_token_comes_back_until_there_is_something_new()
    {
        _logs.Put(LogsCaller.Stream, "1", "2");
        var head = _logs.Get(fromHead: true);

        var end = _logs.Get(token: head.NextForwardToken);
        _logs.Account.Clock.Advance(TimeSpan.FromMinutes(1));
        _logs.Put(LogsCaller.Stream, "3");
        var next = _logs.Get(token: end.NextForwardToken);

        Assert.That(end.Events, Is.Empty);
        Assert.That(end.NextForwardToken, Is.EqualTo(head.NextForwardToken));
        Assert.That(Messages(next), Is.EqualTo(["3"]));
    }

    [Test]
    public void A_span_of_time_takes_its_start_in_and_leaves_its_end_out()
    {
        _logs.Put(LogsCaller.Stream, "1", "2", "3");

        Assert.That(Messages(_logs.Get(start: _logs.Account.Now.AddSeconds(1), end: _logs.Account.Now.AddSeconds(2))), Is.EqualTo(["2"]));
    }

    [TestCase("f/99")]
    [TestCase("x/1")]
    [TestCase("f/-1")]
    public void A_token_that_was_never_given_is_refused(string token)
    {
        Assert.That(Assert.Throws<AwsErrorException>(() => _logs.Get(token: token)).Message, Is.EqualTo("The specified nextToken is invalid."));
    }

    [Test]
    public void A_batch_must_be_in_order_and_within_a_day()
    {
        var now = _logs.Account.Now;

        var order = Assert.Throws<AwsErrorException>(() => _logs.PutAt(LogsCaller.Stream, (now, "b"), (now.AddSeconds(-1), "a")));
        var span = Assert.Throws<AwsErrorException>(() => _logs.PutAt(LogsCaller.Stream, (now.AddHours(-25), "a"), (now, "b")));

        Assert.That(order.Message, Is.EqualTo("Log events in a single PutLogEvents request must be in chronological order."));
        Assert.That(span.Message, Is.EqualTo("The batch of log events in a single PutLogEvents request cannot span more than 24 hours."));
    }

    [Test]
    public void Events_of_the_far_past_and_of_the_future_are_left_out_and_told()
    {
        var now = _logs.Account.Now;

        var old = _logs.PutAt(LogsCaller.Stream, (now.AddDays(-14).AddHours(-1), "old"), (now.AddDays(-14).AddHours(1), "kept")).RejectedLogEventsInfo;
        var future = _logs.PutAt(LogsCaller.Stream, (now, "kept too"), (now.AddHours(3), "new")).RejectedLogEventsInfo;

        Assert.That((old.TooOldLogEventEndIndex, old.TooNewLogEventStartIndex), Is.EqualTo(((int?)1, (int?)null)));
        Assert.That((future.TooOldLogEventEndIndex, future.TooNewLogEventStartIndex), Is.EqualTo(((int?)null, (int?)1)));
        Assert.That(Messages(_logs.Get()), Is.EqualTo(["kept", "kept too"]));
    }

    [Test]
    public void A_stream_must_exist()
    {
        var error = Assert.Throws<AwsErrorException>(() => _logs.Put("other", "message"));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ResourceNotFoundException", "The specified log stream does not exist.")));
    }

    [Test]
    public void A_filter_looks_into_all_streams_in_the_order_of_time_page_by_page()
    {
        _logs.CreateStream("ecs/notification-service/2");
        _logs.Put(LogsCaller.Stream, "ERROR one", "fine", "ERROR three");
        _logs.PutAt("ecs/notification-service/2", (_logs.Account.Now.AddMilliseconds(500), "ERROR two"));

        var first = Filter(new FilterLogEventsRequest { FilterPattern = "ERROR", Limit = 2 });
        var second = Filter(new FilterLogEventsRequest { FilterPattern = "ERROR", Limit = 2, NextToken = first.NextToken });

        Assert.That(first.Events.Concat(second.Events).Select(found => found.Message), Is.EqualTo(["ERROR one", "ERROR two", "ERROR three"]));
        Assert.That(first.Events[1].LogStreamName, Is.EqualTo("ecs/notification-service/2"));
        Assert.That(second.NextToken, Is.Null);
    }

    [Test]
    public void A_filter_can_keep_to_streams_by_name_or_prefix_and_names_the_group_by_arn()
    {
        _logs.CreateStream("other");
        _logs.Put(LogsCaller.Stream, "in ecs");
        _logs.Put("other", "in other");

        Assert.That(Filter(new FilterLogEventsRequest { LogStreamNames = ["other"] }).Events.Single().Message, Is.EqualTo("in other"));
        Assert.That(Filter(new FilterLogEventsRequest { LogStreamNamePrefix = "ecs/" }).Events.Single().Message, Is.EqualTo("in ecs"));
        Assert.That(
            _logs.Reads.FilterLogEvents(
                new FilterLogEventsRequest { LogGroupIdentifier = "arn:aws:logs:us-east-1:123456789012:log-group:" + LogsCaller.Group }, _logs.East).Events,
            Has.Count.EqualTo(2));
    }

    private FilterLogEventsResponse Filter(FilterLogEventsRequest request)
    {
        request.LogGroupName = LogsCaller.Group;
        return _logs.Reads.FilterLogEvents(request, _logs.East);
    }

    private static IEnumerable<string> Messages(GetLogEventsResponse response) => response.Events.Select(found => found.Message);
}
