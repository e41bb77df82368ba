namespace Allure.Net.Commons;

/// <summary>A set-up or a tear-down.</summary>
public class FixtureResult : ExecutableItem
{
    public override string? ToString() => name;
}
