namespace Allure.Net.Commons;

/// <summary>What runs and ends with a status: a test, a step of it, a set-up or tear-down. Times are Unix milliseconds.</summary>
public abstract class ExecutableItem
{
    public ExecutableItem()
    {
    }

    public string? name { get; set; }

    public Status status { get; set; }

    public StatusDetails? statusDetails { get; set; } = new();

    public Stage stage { get; set; }

    public string? description { get; set; }

    public string? descriptionHtml { get; set; }

    public List<StepResult> steps { get; set; } = [];

    public List<Attachment> attachments { get; set; } = [];

    public List<Parameter> parameters { get; set; } = [];

    public long start { get; set; }

    public long stop { get; set; }
}
