using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Rehearsal.Output;

namespace Verification.Tests.Rehearsal;

public sealed class ProgressLinesTests
{
    private readonly FakeTimeProvider _time = new();
    private StringWriter _text = null!;

    [SetUp]
    public void Begin() => _text = new StringWriter();

    [TearDown]
    public void End() => _text.Dispose();

    [Test]
    public void Many_clusters_are_told_by_the_tenth_with_an_estimate()
    {
        var lines = new ProgressLines(_text, _time);

        for (var read = 1; read <= 40; read++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            lines.Report(new CollectorProgress($"cluster-{read}", "read", read, 40));
        }

        var said = _text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(said, Has.Length.EqualTo(10));
        Assert.That(said[0], Is.EqualTo("4 of 40 clusters read, about 72 s to go"));
        Assert.That(said[^1], Is.EqualTo("40 of 40 clusters read"));
    }

    [Test]
    public void Few_clusters_are_read_without_a_word_and_a_start_is_told()
    {
        var lines = new ProgressLines(_text, _time);

        lines.Report(CollectorProgress.Starting("the container is started"));
        lines.Report(new CollectorProgress("prod-cluster", "read", 1, 2));

        Assert.That(_text.ToString().Trim(), Is.EqualTo("the container is started"));
    }
}
