using NUnit.Framework;
using Verification.Model.Load;

namespace Verification.Tests.Model.Load;

internal sealed class DowntimeMeterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly FailureWindow Window = new()
    {
        From = Start.AddSeconds(10),
        To = Start.AddSeconds(10.25),
        Failed = 12,
        Requests = 60,
        Errors = GuideLoad.Facts.Errors.Add(LoadErrorKind.Status, 12),
        FirstFailure = "status 502",
    };

    [Test]
    public void Window_is_told_with_what_came_before_it_and_within_it()
    {
        var laid = DowntimeMeter.Lay([Window], [Event(10.1, "targets draining"), Event(9.9, "all requests to green"), Event(4.9, "long before"), Event(10.3, "after it")]);

        Assert.That(laid.Select(DowntimeMeter.Describe), Is.EqualTo(
        [
            "03:04:15.000 to 03:04:15.250 (250 ms): 12 of 60 requests failed, first status 502\n"
            + "     100 ms before it  all requests to green\n"
            + "     100 ms into it    targets draining",
        ]));
    }

    [Test]
    public void What_changed_on_a_boundary_belongs_to_it_and_neighbours_are_told_oldest_first()
    {
        var laid = DowntimeMeter.Lay([Window], [Event(10.25, "at its end"), Event(10, "at its beginning"), Event(9, "a second before"), Event(5, "five seconds before"), Event(4.999, "longer before")]).Single();

        Assert.That(laid.Before.Select(each => each.Text), Is.EqualTo(["five seconds before", "a second before"]));
        Assert.That(laid.During.Select(each => each.Text), Is.EqualTo(["at its beginning", "at its end"]));
    }

    [Test]
    public void Window_with_nothing_around_it_is_told_alone() => Assert.That(DowntimeMeter.Lay([Window], []).Single(), Is.EqualTo(new Downtime(Window, [], [])).Using<Downtime>((one, other) =>
        one.Window == other.Window && one.Before.IsEmpty && one.During.IsEmpty && other.Before.IsEmpty));

    private static AxisEvent Event(double seconds, string text) => new(Start.AddSeconds(seconds), AxisEventKind.Listener, text);
}
