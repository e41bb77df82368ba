using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;
using Verification.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.LoadBalancing;

public sealed class ElbConditionTests
{
    [TestCase("/api/*", "/api/users", true)]
    [TestCase("/api/*", "/API/users", false)]
    [TestCase("/img?.png", "/img1.png", true)]
    [TestCase("/img?.png", "/img.png", false)]
    [TestCase("/health", "/health", true)]
    [TestCase("/health", "/health/", false)]
    [TestCase("*", "/", true)]
    public void A_path_pattern_distinguishes_case_and_knows_wildcards(string pattern, string path, bool holds) =>
        Assert.That(new PathPatternCondition([pattern]).Holds(Request(path: path)), Is.EqualTo(holds));

    [TestCase("*.Example.com", "api.example.COM", true)]
    [TestCase("example.com", "api.example.com", false)]
    public void A_host_ignores_case(string pattern, string host, bool holds) =>
        Assert.That(new HostHeaderCondition([pattern]).Holds(Request(host: host)), Is.EqualTo(holds));

    [Test]
    public void A_header_holds_with_any_of_its_values_and_the_rules_values()
    {
        var condition = new HttpHeaderCondition("user-agent", ["curl/*", "wget*"]);

        Assert.That(condition.Holds(Request(headers: new HeaderDictionary { ["User-Agent"] = "Curl/8.1" })), Is.True);
        Assert.That(condition.Holds(Request(headers: new HeaderDictionary { ["User-Agent"] = "Mozilla" })), Is.False);
        Assert.That(condition.Holds(Request()), Is.False);
    }

    [Test]
    public void A_method_is_matched_exactly()
    {
        Assert.That(new RequestMethodCondition(["GET", "HEAD"]).Holds(Request(method: "HEAD")), Is.True);
        Assert.That(new RequestMethodCondition(["GET"]).Holds(Request(method: "get")), Is.False);
    }

    [Test]
    public void A_query_string_is_matched_by_key_and_value_or_by_value_alone()
    {
        var request = Request(query: "?version=v2&flag=ON");

        Assert.That(new QueryStringCondition([("version", "v*")]).Holds(request), Is.True);
        Assert.That(new QueryStringCondition([(null, "on")]).Holds(request), Is.True);
        Assert.That(new QueryStringCondition([("version", "on")]).Holds(request), Is.False);
    }

    [TestCase("127.0.0.0/8", true)]
    [TestCase("10.0.0.0/8", false)]
    public void A_source_address_is_matched_by_range(string range, bool holds) =>
        Assert.That(new SourceIpCondition([IPNetwork.Parse(range)], [range]).Holds(Request(source: IPAddress.Parse("::ffff:127.0.0.1"))), Is.EqualTo(holds));

    [Test]
    public void A_rule_applies_when_all_of_its_conditions_hold()
    {
        var rule = new ElbRule("arn", 1) { Action = new FixedResponseAction(null, 200, null, null), Conditions = [new PathPatternCondition(["/a"]), new RequestMethodCondition(["GET"])] };

        Assert.That(rule.Applies(Request(path: "/a")), Is.True);
        Assert.That(rule.Applies(Request(path: "/a", method: "PUT")), Is.False);
    }

    private static ElbRequest Request(
        string host = "h", string path = "/", string method = "GET", string query = "", IHeaderDictionary? headers = null, IPAddress? source = null) =>
        new(host, path, method, new QueryCollection(QueryHelpers.ParseQuery(query)), headers ?? new HeaderDictionary(), source ?? IPAddress.Loopback);
}
