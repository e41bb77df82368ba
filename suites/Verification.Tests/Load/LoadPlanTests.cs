using NUnit.Framework;
using Verification.Load.Plans;

namespace Verification.Tests.Load;

public sealed class LoadPlanTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Uri Url = new("http://127.0.0.1:9/");

    private static IEnumerable<TestCaseData> Mistakes()
    {
        var plan = LoadRuns.Closed(Url);
        (LoadPlan Plan, string Problem)[] cases =
        [
            (plan with { Profile = OpenProfile.Constant(0, Second) }, "the rate: expected more than 0"),
            (plan with { Profile = OpenProfile.Constant(-5, Second) }, "found -5"),
            (plan with { Profile = OpenProfile.Constant(2_000_000, Second) }, "at most 1000000"),
            (plan with { Profile = OpenProfile.Constant(double.NaN, Second) }, "the rate"),
            (plan with { Profile = OpenProfile.Constant(10, TimeSpan.FromSeconds(-1)) }, "the duration: expected more than 0 s and at most 24 h, found -1 s"),
            (plan with { Profile = OpenProfile.Constant(0.1, Second) }, "less than one request"),
            (plan with { Profile = OpenProfile.Steps(10, 10, 0, Second) }, "no stage"),
            (plan with { Profile = new ClosedProfile(0, Second) }, "connections: expected 1 to 10000, found 0"),
            (plan with { Profile = new ClosedProfile(1, TimeSpan.FromDays(2)) }, "at most 24 h"),
            (plan with { Profile = new ClosedProfile(1, Second) { ThinkTime = -Second } }, "the think time"),
            (plan with { Requests = [] }, "nothing to send"),
            (plan with { Requests = [new LoadRequest { Url = new Uri("/health", UriKind.Relative) }] }, "the URL: expected http://HOST"),
            (plan with { Requests = [new LoadRequest { Url = new Uri("ftp://127.0.0.1/") }] }, "the URL"),
            (plan with { Requests = [new LoadRequest { Url = new Uri("http://me:secret@127.0.0.1/") }] }, "no user and password"),
            (plan with { Requests = [new LoadRequest { Url = Url, Method = "GE T" }] }, "the method"),
            (plan with { Requests = [new LoadRequest { Url = Url, Headers = [new("X", "a\r\nEvil: 1")] }] }, "the header 'X'"),
            (plan with { Requests = [new LoadRequest { Url = Url, Weight = 0 }] }, "the weight"),
            (plan with { Timeout = TimeSpan.Zero }, "the time-out"),
            (plan with { MaxInFlight = 0 }, "in flight"),
            (plan with { Abort = new AbortRules { ErrorRate = 2 } }, "abort"),
            (plan with { MaximumRate = true, Profile = OpenProfile.Constant(1, Second) }, "closed model"),
            (plan with { MaximumRate = true, Requests = [new LoadRequest { Url = new Uri("https://127.0.0.1/") }] }, "http only"),
        ];
        return cases.Select(each => new TestCaseData(each.Plan, each.Problem).SetName($"{{m}}({each.Problem})"));
    }

    [TestCaseSource(nameof(Mistakes))]
    public async Task Mistake_is_refused_before_anything_is_sent(LoadPlan plan, string problem)
    {
        var error = await Assert.ThrowsAsync<LoadException>(() => LoadRuns.RunAsync(plan));

        Assert.That(error.Message, Does.Contain(problem));
    }

    [Test]
    public void All_mistakes_are_told_at_once()
    {
        var plan = LoadRuns.Closed(Url) with { Profile = new ClosedProfile(0, TimeSpan.Zero), Timeout = TimeSpan.Zero };

        Assert.That(plan.Problems(), Has.Length.EqualTo(3));
    }

    [Test]
    public void Host_that_does_not_resolve_is_named() =>
        Assert.That(() => LoadRuns.RunAsync(LoadRuns.Closed(new Uri("http://nowhere.invalid/"))), Throws.TypeOf<LoadException>().With.Message.Contains("nowhere.invalid"));

    [Test]
    public void Load_balancers_of_AWS_are_refused_unless_allowed_or_a_sandbox_stands_for_them()
    {
        var plan = LoadRuns.Closed(new Uri("http://prod-alb-1.us-east-1.elb.amazonaws.com/health"), seconds: 0.05);
        var through = plan with { Proxy = new Uri("http://10.0.0.9:3128") };
        var sandbox = plan with { Proxy = new Uri("http://127.0.0.1:9") };

        Assert.That(() => LoadRuns.RunAsync(through), Throws.TypeOf<LoadException>().With.Message.Contains("of AWS").And.Message.Contains("allow it explicitly"));
        Assert.That(() => LoadRuns.RunAsync(sandbox), Throws.Nothing);
    }
}
