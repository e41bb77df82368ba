namespace Allure.Net.Commons;

public class StatusDetails
{
    public bool known { get; set; }

    public bool muted { get; set; }

    public bool flaky { get; set; }

    public string? message { get; set; }

    public string? trace { get; set; }
}
