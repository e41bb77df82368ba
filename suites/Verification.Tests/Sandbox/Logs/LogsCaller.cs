using Amazon.CloudWatchLogs.Model;
using Microsoft.Extensions.Time.Testing;
using Verification.Sandbox.Account;
using Verification.Sandbox.Logs;

namespace Verification.Tests.Sandbox.Logs;

/// <summary>An account with one log group and one stream in it.</summary>
internal sealed class LogsCaller
{
    public const string Group = "/ecs/notification-service-prod";
    public const string Stream = "ecs/notification-service/1";

    public LogsCaller()
    {
        CreateGroup(Group);
        CreateStream(Stream);
    }

    public AwsAccount Account { get; } = new(new SandboxClock(new FakeTimeProvider(), 0), 1);

    public LogGroups Groups { get; } = new();

    public LogStreams Streams { get; } = new();

    public LogWrites Writes { get; } = new();

    public LogReads Reads { get; } = new();

    public RequestContext East => new(Account.Region("us-east-1"), "request");

    public RequestContext West => new(Account.Region("us-west-2"), "request");

    public void CreateGroup(string name) => Groups.CreateLogGroup(new CreateLogGroupRequest { LogGroupName = name }, East);

    public void CreateStream(string name) => Streams.CreateLogStream(new CreateLogStreamRequest { LogGroupName = Group, LogStreamName = name }, East);

    /// <summary>Puts a message for each second from now on.</summary>
    public PutLogEventsResponse Put(string stream, params string[] messages) =>
        PutAt(stream, [.. messages.Select((message, second) => (Account.Now.AddSeconds(second), message))]);

    public PutLogEventsResponse PutAt(string stream, params (DateTime Time, string Message)[] events) => Writes.PutLogEvents(
        new PutLogEventsRequest
        {
            LogGroupName = Group,
            LogStreamName = stream,
            LogEvents = [.. events.Select(given => new InputLogEvent { Timestamp = given.Time, Message = given.Message })],
        },
        East);

    public GetLogEventsResponse Get(int? limit = null, string? token = null, bool? fromHead = null, DateTime? start = null, DateTime? end = null) => Reads.GetLogEvents(
        new GetLogEventsRequest
        {
            LogGroupName = Group, LogStreamName = Stream, Limit = limit, NextToken = token, StartFromHead = fromHead, StartTime = start, EndTime = end,
        },
        East);
}
