using NUnit.Framework;
using Verification.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Ecr;

internal sealed class EcrImageReferenceTests
{
    private const string Registry = "123456789012.dkr.ecr.us-west-2.amazonaws.com/";

    [TestCase("team/api:v1.2.3", "team/api", "v1.2.3")]
    [TestCase("api", "api", "latest")]
    public void A_reference_names_region_repository_and_tag(string image, string repository, string tag)
    {
        var reference = EcrImageReference.Parse(Registry + image);

        Assert.That(reference, Is.EqualTo(new EcrImageReference("123456789012", "us-west-2", repository, tag, null)));
    }

    [TestCase("nginx:latest")]
    [TestCase("public.ecr.aws/nginx/nginx:latest")]
    [TestCase("123456789012.dkr.ecr.us-west-2.amazonaws.com/")]
    [TestCase("123456789012.dkr.ecr.us-west-2.amazonaws.com/API:v1")]
    [TestCase("123456789012.dkr.ecr.us-west-2.amazonaws.com/api:v1\n")]
    public void What_is_not_in_a_private_registry_is_no_reference(string image)
    {
        Assert.That(EcrImageReference.Parse(image), Is.Null);
    }

    [Test]
    public void Each_region_has_its_own_images_and_a_digest_overrules_a_tag()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.West);
        var one = ecr.Push("api", "one", "v1", ecr.West);
        ecr.Push("api", "two", "v2", ecr.West);

        Assert.Multiple(() =>
        {
            Assert.That(Resolve(ecr, $"{Registry}api:v1")?.Digest, Is.EqualTo(one));
            Assert.That(Resolve(ecr, $"{Registry}api:v2@{one}")?.Digest, Is.EqualTo(one));
            Assert.That(Resolve(ecr, $"{Registry}api"), Is.Null, "nothing is tagged latest");
            Assert.That(Resolve(ecr, "123456789012.dkr.ecr.us-east-1.amazonaws.com/api:v1"), Is.Null, "other region");
            Assert.That(Resolve(ecr, "000000000000.dkr.ecr.us-west-2.amazonaws.com/api:v1"), Is.Null, "other account");
        });
    }

    private static EcrImage? Resolve(EcrCaller ecr, string image) => EcrState.Resolve(ecr.Account, EcrImageReference.Parse(image)!);
}
