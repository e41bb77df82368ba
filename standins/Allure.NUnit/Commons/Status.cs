namespace Allure.Net.Commons;

/// <summary>Failed: an assertion did not hold. Broken: anything else went wrong.</summary>
public enum Status
{
    none,
    failed,
    broken,
    passed,
    skipped,
}
