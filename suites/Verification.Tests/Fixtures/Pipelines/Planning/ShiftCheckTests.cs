using NUnit.Framework;

namespace Verification.Tests.Fixtures.Pipelines.Planning;

/// <summary>A traffic shift that cannot end well is refused before anything runs.</summary>
public sealed class ShiftCheckTests
{
    [Test]
    public void A_pipeline_that_shifts_traffic_can_be_run() => Assert.That(PipelineWorld.Errors(ProductionPipeline.Shifted), Is.Empty);

    [TestCase("weightPercentage: 100", "weightPercentage: 101", "a weight from 0 to 100")]
    [TestCase("weight: 70", "weight: 1000", "a weight from 0 to 999")]
    [TestCase("weight: 70", "weight: most", "a weight from 0 to 999")]
    [TestCase("type: Inherit", "type: Inherited", "Inherit or Standalone")]
    [TestCase("weightPercentage: 20", "weight: 20", "weightPercentage")]
    [TestCase("                    isTrafficShift: true\n", "                    isTrafficShift: true\n                    enableAutoScalingInSwapStep: true\n", "there is no swap step to scale in")]
    [TestCase("                    isTrafficShift: true\n", "", "stageListener")]
    [TestCase("listenerRuleArn: arn:aws:elasticloadbalancing:us-east-1", "listenerRule: arn:aws:elasticloadbalancing:us-east-1", "did you mean \"listenerRuleArn\"?")]
    public void A_shift_with_a_mistake_is_refused(string before, string after, string message)
    {
        var yaml = ProductionPipeline.Shifted;
        var index = yaml.IndexOf(before, StringComparison.Ordinal);
        var changed = $"{yaml[..index]}{after}{yaml[(index + before.Length)..]}";

        Assert.That(PipelineWorld.Errors(changed), Has.Some.Contains(message), () => string.Join('\n', PipelineWorld.Errors(changed)));
    }

    [Test]
    public void Steps_of_a_swap_and_of_a_shift_do_not_stand_in_one_stage()
    {
        var swap = "type: EcsBlueGreenSwapTargetGroups\n                  name: All\n                  identifier: all\n                  spec: {}\n";
        var both = ProductionPipeline.Shifted.Replace(
            "type: EcsBlueGreenTrafficShift\n                  name: All\n                  identifier: all\n                  spec: { ecsTrafficShiftWrapper: { type: Inherit, spec: { weightPercentage: 100 } } }\n", swap, StringComparison.Ordinal);
        var without = ProductionPipeline.Swapped.Replace(
            "type: EcsBlueGreenSwapTargetGroups\n", "type: EcsBlueGreenTrafficShift\n", StringComparison.Ordinal).Replace(
            "                    doNotDownsizeOldService: true\n", "                    ecsTrafficShiftWrapper: { type: Inherit, spec: { weightPercentage: 100 } }\n", StringComparison.Ordinal);

        Assert.That(PipelineWorld.Errors(both), Has.Some.Contains("there is no stage rule to swap with"));
        Assert.That(PipelineWorld.Errors(without), Has.Some.Contains("a create with isTrafficShift: true in the stage"));
    }
}
