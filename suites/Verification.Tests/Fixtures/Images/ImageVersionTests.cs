using NUnit.Framework;
using Verification.Fixtures.Images;

namespace Verification.Tests.Fixtures.Images;

public sealed class ImageVersionTests
{
    [Test]
    public async Task The_tag_that_is_given_is_the_version() =>
        Assert.That(await ImageVersion.ResolveAsync("v1.3.0", ".", CancellationToken.None), Is.EqualTo("v1.3.0"));

    [TestCase("")]
    [TestCase("v1 3")]
    [TestCase("-v1")]
    [TestCase("v1\n")]
    [TestCase("a/b")]
    public async Task What_is_no_tag_is_refused(string tag)
    {
        var refused = await Assert.ThrowsAsync<PublishException>(() => ImageVersion.ResolveAsync(tag, ".", CancellationToken.None));

        Assert.That(refused!.Message, Does.Contain("--tag"));
    }

    [Test]
    public async Task Without_a_tag_it_is_what_git_has_checked_out()
    {
        using var folder = new TempFolder();
        await ToolRun.OfAsync("git", folder.Path, ["init", "-q"], CancellationToken.None);
        var committed = await ToolRun.OfAsync("git", folder.Path, ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "first"], CancellationToken.None);
        Assume.That(committed.ExitCode, Is.Zero, committed.Errors);

        var version = await ImageVersion.ResolveAsync(null, folder.Path, CancellationToken.None);

        Assert.That(version, Does.Match("^[0-9a-f]{7,}$"));
    }

    [Test]
    public async Task Without_a_tag_and_without_git_it_is_refused()
    {
        using var folder = new TempFolder();

        var refused = await Assert.ThrowsAsync<PublishException>(() => ImageVersion.ResolveAsync(null, folder.Path, CancellationToken.None));

        Assert.That(refused!.Message, Does.Contain("--tag v1.3.0"));
    }
}
