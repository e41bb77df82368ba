using NUnit.Framework;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Traffic;
using Verification.Tests.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.Traffic;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ApplicationCookieTests
{
    private readonly ElbCaller _elb = new();
    private readonly ElbTargetGroup _group;
    private readonly DateTime _now;

    public ApplicationCookieTests()
    {
        var arn = _elb.Group();
        _elb.Register(arn, "10.0.1.1", "10.0.1.2");
        _elb.Set(
            arn,
            ("stickiness.enabled", "true"),
            ("stickiness.type", "app_cookie"),
            ("stickiness.app_cookie.cookie_name", "session"),
            ("stickiness.app_cookie.duration_seconds", "60"));
        _group = _elb.State.TargetGroup(arn);
        _now = _elb.Account.Now;
    }

    [Test]
    public void The_answer_binds_when_the_application_sets_its_cookie()
    {
        var answer = new Stickiness(new Dictionary<string, string>(), _now).Answer(new ForwardAction(1, []), _group, _group.Targets[1]);

        Assert.That((answer.Cookies.Count, answer.ApplicationCookie), Is.EqualTo((0, "session")));
        Assert.That(answer.WithApplicationCookie.Single(), Does.StartWith("AWSALBAPP-0=").And.EndWith($"; Expires={_now.AddSeconds(60):R}; Path=/"));
    }

    [TestCase(true, 59, "10.0.1.2")]
    [TestCase(true, 60, null)]
    [TestCase(false, 0, null)]
    public void A_client_is_bound_while_it_has_both_cookies_and_their_time_is_not_over(bool hasApplications, int seconds, string? target)
    {
        var written = new Stickiness(new Dictionary<string, string>(), _now).Answer(new ForwardAction(1, []), _group, _group.Targets[1]).WithApplicationCookie[0];
        var cookies = new Dictionary<string, string> { ["AWSALBAPP-0"] = written.Split('=', 2)[1].Split(';')[0] };
        if (hasApplications)
        {
            cookies["session"] = "1";
        }

        var found = new Stickiness(cookies, _now.AddSeconds(seconds)).TargetOf(_group, _group.Targets);

        Assert.That(found?.Address.ToString(), Is.EqualTo(target));
    }
}
