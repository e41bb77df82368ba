using Allure.Net.Commons;
using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

public sealed class StepSamples
{
    [SetUp]
    public void Prepare() => AllureApi.Step("prepare");

    [TearDown]
    public void Tidy() => throw new InvalidOperationException("the broom is broken");

    [Test]
    public async Task Steps_at_the_same_time_keep_apart()
    {
        await AllureApi.Step("outer", async () =>
        {
            await Task.WhenAll(Enumerable.Range(1, 8).Select(number => AllureApi.Step($"branch {number}", async () =>
            {
                await Task.Yield();
                AllureApi.Step($"leaf {number}");
                AllureApi.AddAttachment($"leaf {number}", "application/json", "{}"u8.ToArray(), "/../../escaped.json");
            })));
        });
        var four = await AllureApi.Step("asks", async () =>
        {
            await Task.Yield();
            return 4;
        });
        AllureApi.Step("compares", () => Assert.That(four, Is.EqualTo(5)));
    }
}
