using System.Net;
using System.Net.Sockets;
using Amazon.ECS;
using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Model.Facts;

namespace Verification.Tests.Fixtures.Collectors;

/// <summary>What passes by itself is read again within one verification, and nothing else is.</summary>
public sealed class AwsReaderTests
{
    [Test]
    public async Task What_passes_is_read_again_until_it_is_seen()
    {
        var (calls, fact) = await ReadAsync(isVerification: true, failures: 2, new AmazonECSException("Rate exceeded") { ErrorCode = "ThrottlingException", StatusCode = HttpStatusCode.BadRequest });

        Assert.That(calls, Is.EqualTo(3));
        Assert.That(fact, Is.InstanceOf<Observation<string>.Seen>());
    }

    [Test]
    public async Task A_lost_connection_is_one_that_passes()
    {
        var (calls, fact) = await ReadAsync(isVerification: true, failures: 1, new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset)));

        Assert.That(calls, Is.EqualTo(2));
        Assert.That(fact, Is.InstanceOf<Observation<string>.Seen>());
    }

    [TestCase("AccessDeniedException", true)]
    [TestCase("ExpiredTokenException", true)]
    [TestCase("ClusterNotFoundException", true)]
    [TestCase("ThrottlingException", false)]
    public async Task What_stays_is_read_once_and_so_is_what_somebody_waits_for_anyway(string code, bool isVerification)
    {
        var (calls, fact) = await ReadAsync(isVerification, failures: 1, new AmazonECSException("no") { ErrorCode = code, StatusCode = HttpStatusCode.BadRequest });

        Assert.That(calls, Is.EqualTo(1));
        Assert.That(fact, Is.Not.InstanceOf<Observation<string>.Seen>());
    }

    [Test]
    public async Task Nobody_who_listens_is_not_waited_for()
    {
        var (calls, _) = await ReadAsync(isVerification: true, failures: 1, new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));

        Assert.That(calls, Is.EqualTo(1));
    }

    private static async Task<(int Calls, Observation<string> Fact)> ReadAsync(bool isVerification, int failures, Exception error)
    {
        if (isVerification)
        {
            RepeatedReads.Begin();
        }

        var calls = 0;
        var fact = await AwsReader.ReadAsync("ecs:DescribeClusters", "us-east-1", "cluster", () => ++calls <= failures ? Task.FromException<string?>(error) : Task.FromResult<string?>("there"), CancellationToken.None);
        return (calls, fact);
    }
}
