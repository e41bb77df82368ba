namespace Allure.Net.Commons;

public enum SeverityLevel
{
    normal,
    blocker,
    critical,
    minor,
    trivial,
}
