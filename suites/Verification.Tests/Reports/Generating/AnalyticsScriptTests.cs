using NUnit.Framework;
using Verification.Reports.Generating;

namespace Verification.Tests.Reports.Generating;

public sealed class AnalyticsScriptTests
{
    private const string Analytics = """
        <script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
        <script>
            window.dataLayer = window.dataLayer || [];
            function gtag(){dataLayer.push(arguments);}
            gtag('js', new Date());
            gtag('config', 'G-1', { "report": "awesome" });
        </script>
        """;

    [Test]
    public void Analytics_are_taken_out_and_the_rest_is_left() =>
        Assert.That(AnalyticsScript.Remove($"<body><script>one()</script>{Analytics}<script>two()</script></body>"), Is.EqualTo("<body><script>one()</script><script>two()</script></body>"));

    [TestCase("<img src=\"https://www.googletagmanager.com/ns.html\">")]
    [TestCase("<script>gtag('config', 'G-2')</script>")]
    public void Analytics_of_another_form_are_refused(string html) => Assert.That(() => AnalyticsScript.Remove(html), Throws.TypeOf<GenerationException>());
}
