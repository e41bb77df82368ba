using Microsoft.Playwright;
using NUnit.Framework;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.Html;
using Verification.Tests.Reports.Promotion;

namespace Verification.Tests.External;

/// <summary>The promotion report in a real browser.</summary>
[Category("External")]
public sealed class PromotionPageTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("promotion-page").FullName;
    private Chromium _chromium = null!;

    [OneTimeSetUp]
    public async Task Start() => _chromium = await Chromium.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(360, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Dark)]
    [TestCase(1280, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Dark)]
    public async Task Page_fits_says_nothing_to_the_console_asks_for_nothing_and_passes_axe(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(GuideRelease.Report(GuideRelease.Bad), width, scheme);

        var folded = await page.OverflowAsync();
        await page.UnfoldAsync();

        Assert.That((folded, await page.OverflowAsync()), Is.EqualTo((0, 0)), "nothing stands out to the right");
        Assert.That(await page.AxeAsync(), Is.Empty);
        Assert.That(page.Complaints, Is.Empty);
        Assert.That(page.Requests, Has.Exactly(1).StartsWith("file://").And.Exactly(1).Items);
    }

    [TestCase(360)]
    [TestCase(1280)]
    public async Task Hostile_texts_run_nothing_and_break_no_layout(int width)
    {
        var page = await OpenAsync(HostileTexts.Report(HostileTexts.Text + new string('w', 3000), findings: 60), width, ColorScheme.Light);

        await page.UnfoldAsync();

        Assert.That(await page.OverflowAsync(), Is.Zero);
        Assert.That(await page.Page.EvaluateAsync<int>("document.scripts.length"), Is.Zero);
        Assert.That(page.Complaints, Is.Empty);
        Assert.That(page.Requests, Has.Exactly(1).Items);
    }

    [Test]
    public async Task Decision_and_traffic_are_on_the_first_screen_of_a_phone()
    {
        var page = await OpenAsync(GuideRelease.Report(GuideRelease.Bad), 360, ColorScheme.Light);

        var bottom = await page.Page.EvaluateAsync<double>("document.querySelector('ul[aria-label=\"What traffic did\"]').getBoundingClientRect().bottom");

        Assert.That(bottom, Is.LessThan(800));
    }

    [Test]
    public async Task Keyboard_finds_the_way_and_shows_where_it_is()
    {
        var page = await OpenAsync(GuideRelease.Report(GuideRelease.Bad), 1280, ColorScheme.Light);

        await page.Page.Keyboard.PressAsync("Tab");

        Assert.That(await page.Page.EvaluateAsync<string>("document.activeElement.textContent"), Is.EqualTo("Skip to the clusters"));
        Assert.That(await page.Page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().left >= 0 && getComputedStyle(document.activeElement).outlineStyle === 'solid'"), Is.True);
    }

    [Test]
    public async Task On_paper_everything_is_unfolded()
    {
        var page = await OpenAsync(GuideRelease.Report(GuideRelease.Bad), 1280, ColorScheme.Dark);

        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.That(await page.Page.EvaluateAsync<double>("document.querySelector('#findings details table').getBoundingClientRect().height"), Is.GreaterThan(100));
        Assert.That(await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"));
    }

    private async Task<ChromiumPage> OpenAsync(PromotionReport report, int width, ColorScheme scheme)
    {
        var file = Path.Combine(_folder, $"{TestContext.CurrentContext.Test.ID}.html");
        await File.WriteAllTextAsync(file, PromotionHtml.Write(report));
        return await _chromium.OpenAsync(file, width, scheme);
    }
}
