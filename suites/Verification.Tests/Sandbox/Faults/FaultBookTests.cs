using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Faults;

namespace Verification.Tests.Sandbox.Faults;

public sealed class FaultBookTests
{
    private static readonly FaultSubject East = new() { [FaultField.Region] = ["us-east-1"], [FaultField.Service] = ["ecs"] };

    private AwsAccount _account = null!;

    private FaultBook Book => FaultBook.Of(_account);

    [SetUp]
    public void Create() => _account = new AwsAccount(new SandboxClock(new FakeTimeProvider(), 0), 1);

    [Test]
    public void The_same_seed_draws_the_same_lots()
    {
        const string Json = """{"kind":"throttling","probability":0.3,"seed":42}""";

        var first = Strikes(Json, 200);
        var again = Strikes(Json, 200);
        var other = Strikes(Json.Replace("42", "43", StringComparison.Ordinal), 200);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
        Assert.That(first.Count(struck => struck), Is.InRange(40, 80));
    }

    [TestCase(0, 0)]
    [TestCase(1, 50)]
    public void A_probability_of_nothing_never_strikes_and_of_one_always(double probability, int strikes) =>
        Assert.That(Strikes(FormattableString.Invariant($$"""{"kind":"throttling","probability":{{probability}}}"""), 50).Count(struck => struck), Is.EqualTo(strikes));

    [Test]
    public void It_strikes_as_often_as_it_may() =>
        Assert.That(Strikes("""{"kind":"throttling","count":3}""", 10), Is.EqualTo(Enumerable.Range(0, 10).Select(i => i < 3)));

    [Test]
    public void What_lasts_has_a_fault_or_has_it_not_and_that_is_decided_once()
    {
        Given.Fault(_account, """{"kind":"throttling","probability":0.5,"seed":1}""");
        string[] keys = [.. Enumerable.Range(0, 40).Select(i => $"task{i}")];

        var first = keys.Select(key => Book.Strike(FaultKinds.Throttling, East, key, _account.Now) is not null).ToList();
        var again = keys.Select(key => Book.Strike(FaultKinds.Throttling, East, key, _account.Now) is not null).ToList();

        Assert.That(again, Is.EqualTo(first));
        Assert.That(first, Does.Contain(true).And.Contain(false));
        Assert.That(Book.Active(_account.Now).Single().Hits, Is.EqualTo(first.Count(struck => struck)));
    }

    [TestCase("""{"kind":"throttling","region":"us-east-1"}""", true)]
    [TestCase("""{"kind":"throttling","region":"us-east-1","service":"ecs"}""", true)]
    [TestCase("""{"kind":"throttling","region":"us-west-2"}""", false)]
    [TestCase("""{"kind":"throttling","region":"us-east-1","service":"ecr"}""", false)]
    [TestCase("""{"kind":"throttling","cluster":"prod"}""", false)]
    [TestCase("""{"kind":"server-error"}""", false)]
    public void It_strikes_what_all_its_fields_name(string json, bool strikes)
    {
        Given.Fault(_account, json);

        Assert.That(Book.Strike(FaultKinds.Throttling, East, _account.Now) is not null, Is.EqualTo(strikes));
    }

    private List<bool> Strikes(string json, int times)
    {
        Book.Clear();
        Given.Fault(_account, json);
        return [.. Enumerable.Range(0, times).Select(_ => Book.Strike(FaultKinds.Throttling, East, _account.Now) is not null)];
    }
}
