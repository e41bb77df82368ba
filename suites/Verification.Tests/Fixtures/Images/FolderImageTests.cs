using System.Formats.Tar;
using System.IO.Compression;
using NUnit.Framework;
using Verification.Fixtures.Images;

namespace Verification.Tests.Fixtures.Images;

public sealed class FolderImageTests
{
    [Test]
    public void The_same_files_are_the_same_image_wherever_they_are()
    {
        using var one = TempFolder.With(("b.txt", "b"), ("a/a.txt", "a"));
        using var other = TempFolder.With(("a/a.txt", "a"), ("b.txt", "b"));

        Assert.That(FolderImage.Of(one.Path, "v1").Digest, Is.EqualTo(FolderImage.Of(other.Path, "v1").Digest));
    }

    [Test]
    public void Another_file_or_another_version_is_another_image()
    {
        using var folder = TempFolder.With(("a.txt", "a"));
        var first = FolderImage.Of(folder.Path, "v1").Digest;
        var version = FolderImage.Of(folder.Path, "v2").Digest;
        folder.Write("a.txt", "b");

        Assert.That(version, Is.Not.EqualTo(first));
        Assert.That(FolderImage.Of(folder.Path, "v1").Digest, Is.Not.EqualTo(first));
    }

    [Test]
    public void The_layer_has_the_files_and_nothing_of_git()
    {
        using var folder = TempFolder.With(("index.html", "hello"), ("bin/run", "x"), (".git/config", "secret"), (".gitignore", "obj"));
        using var layer = new GZipStream(FolderImage.Of(folder.Path, "v1").Blobs.Single(blob => blob.MediaType == MediaTypes.Layer).Open(), CompressionMode.Decompress);
        using var tar = new TarReader(layer);

        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        Assert.That(names, Is.EqualTo(["app/.gitignore", "app/bin/run", "app/index.html"]));
    }

    [Test]
    public void An_empty_folder_and_one_that_is_not_there_are_refused()
    {
        using var folder = new TempFolder();

        var empty = Assert.Throws<PublishException>(() => FolderImage.Of(folder.Path, "v1"));
        var missing = Assert.Throws<PublishException>(() => FolderImage.Of(Path.Combine(folder.Path, "none"), "v1"));

        Assert.That(empty!.Message, Does.Contain("no file"));
        Assert.That(missing!.Message, Does.Contain("none").And.Contain("cannot be read"));
    }
}
