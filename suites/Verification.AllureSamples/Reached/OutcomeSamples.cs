using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

/// <summary>One test of every outcome that NUnit has.</summary>
public sealed class OutcomeSamples
{
    [Test]
    [Description("what it is good for")]
    [Category("smoke")]
    [Author("platform team")]
    public void Passes() => TestContext.Out.WriteLine("said on the way");

    [Test]
    public void Fails() => Assert.That(1, Is.EqualTo(2), "one is not two");

    [Test]
    public void Fails_twice() => Assert.Multiple(() =>
    {
        Assert.That(1, Is.EqualTo(2));
        Assert.That(3, Is.EqualTo(4));
    });

    [Test]
    public void Breaks() => throw new InvalidOperationException("it cannot go on");

    [Test]
    public void Is_inconclusive() => Assert.Inconclusive("nobody knows");

    [Test]
    public void Warns() => Assert.Warn("look here");

    [Test]
    public void Ignores_itself() => Assert.Ignore("not on this machine");

    [Test]
    [Ignore("until the fix is out")]
    public void Is_ignored()
    {
    }

    [TestCase(1)]
    public void Cannot_run(int one, int two) => Assert.That(one, Is.EqualTo(two));
}
