namespace Allure.Net.Commons;

/// <summary>Types of links that reports know.</summary>
public static class LinkType
{
    public const string LINK = "link";

    public const string ISSUE = "issue";

    public const string TMS_ITEM = "tms";
}
