using System.Collections.Concurrent;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>A page that is open, with all that it asked for and complained of.</summary>
internal sealed class ChromiumPage
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private ChromiumPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, what was thrown, and dialogs.</summary>
    public IEnumerable<string> Complaints => _complaints;

    public IEnumerable<string> Requests => _requests;

    public static async Task<ChromiumPage> OpenAsync(IPage page, string url)
    {
        var opened = new ChromiumPage(page);
        await page.GotoAsync(url, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return opened;
    }

    /// <summary>How many pixels of the page stand out to the right.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public Task UnfoldAsync() => Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

    /// <summary>What axe says against the page: contrast, labels, headings, landmarks and the rest of its rules.</summary>
    public async Task<string[]> AxeAsync()
    {
        var axe = GuideEndpoint.File("JavaScript", "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(axe))
        {
            ExternalTool.Missing("axe-core", "npm ci --prefix suites/Verification.Tests/External/JavaScript");
        }

        await Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.CurrentContext.CancellationToken));
        return await Page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.failureSummary} ${node.html}`))");
    }
}
