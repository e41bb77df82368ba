using Microsoft.Playwright;

namespace Verification.Tests.External;

/// <summary>Debian's Chromium, driven by Playwright; Playwright's own browsers are not needed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        if (ExternalTool.All("chromium") is not [var path, ..])
        {
            ExternalTool.Missing("Chromium", "apt-get install chromium");
            throw new InvalidOperationException("a test goes on without its tool");
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true }));
    }

    /// <summary>Opens a file in a window of its own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="scheme">Dark or light.</param>
    /// <param name="place">In the page: what stands after its #.</param>
    public async Task<ChromiumPage> OpenAsync(string file, int width, ColorScheme scheme, string place = "")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = scheme });
        return await ChromiumPage.OpenAsync(await context.NewPageAsync(), new Uri(Path.GetFullPath(file)).AbsoluteUri + (place.Length == 0 ? "" : $"#{place}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
