using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Facts;

internal sealed class ImageReferenceTests
{
    [TestCase("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1", "123456789012.dkr.ecr.us-east-1.amazonaws.com/app", "v1", "")]
    [TestCase("localhost:5000/team/app", "localhost:5000/team/app", "latest", "")]
    [TestCase("localhost:5000/app:v1@sha256:abc", "localhost:5000/app", "v1", "sha256:abc")]
    [TestCase("app@sha256:abc", "app", "", "sha256:abc")]
    [TestCase("app", "app", "latest", "")]
    public void Image_is_taken_apart(string image, string repository, string tag, string digest) =>
        Assert.That(ImageReference.Parse(image), Is.EqualTo(new ImageReference(repository, tag, digest)));
}
