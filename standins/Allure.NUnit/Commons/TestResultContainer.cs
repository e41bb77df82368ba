namespace Allure.Net.Commons;

/// <summary>Set-ups and tear-downs, and the results that they belong to.</summary>
public class TestResultContainer
{
    public string? uuid { get; set; }

    public string? name { get; set; }

    public List<string> children { get; set; } = [];

    public string? description { get; set; }

    public string? descriptionHtml { get; set; }

    public List<FixtureResult> befores { get; set; } = [];

    public List<FixtureResult> afters { get; set; } = [];

    public List<Link> links { get; set; } = [];

    public long start { get; set; }

    public long stop { get; set; }

    public override string? ToString() => name ?? uuid;
}
