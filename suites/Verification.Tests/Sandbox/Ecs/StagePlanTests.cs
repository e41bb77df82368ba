using Amazon.ECS;
using Amazon.ECS.Model;
using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.Ecs.Strategies;

namespace Verification.Tests.Sandbox.Ecs;

public sealed class StagePlanTests
{
    private static readonly string[] Strategies = ["BLUE_GREEN", "LINEAR", "CANARY"];

    private static readonly Gen<StageConditions> AnyConditions =
        from flags in Gen.Bool.Array[5]
        from steps in Gen.Int[0, 4]
        from minutes in Gen.Int[0, 20]
        from strategy in Gen.Int[0, 2].Select(number => Strategies[number])
        select new StageConditions
        {
            Configuration = Configuration(strategy),
            HasOtherRevisions = flags[0],
            IsPaused = flags[1],
            GreenIsHealthy = flags[2],
            BlueIsGone = flags[3],
            TrafficIsShifted = flags[4],
            StepsTaken = steps,
            InStage = TimeSpan.FromMinutes(minutes),
        };

    private static readonly Gen<LifecycleStage> AnyStage = Gen.Enum<LifecycleStage>();

    [Test]
    public void Nothing_goes_on_while_it_is_paused() => Gen.Select(AnyStage, AnyConditions).Sample((stage, conditions) =>
        stage == LifecycleStage.Unknown || StagePlan.Next(stage, conditions with { IsPaused = true }) is null);

    [Test]
    public void No_traffic_goes_to_what_is_not_healthy() => Gen.Select(AnyStage, AnyConditions).Sample((stage, conditions) =>
        StagePlan.Next(stage, conditions with { GreenIsHealthy = false }) is not (LifecycleStage.TestTrafficShift or LifecycleStage.ProductionTrafficShift));

    [Test]
    public void Blue_is_not_given_up_before_all_steps_are_taken() => Gen.Select(AnyStage, AnyConditions).Sample((stage, conditions) =>
        stage != LifecycleStage.ProductionTrafficShift
        || conditions.StepsTaken >= TrafficSteps.Of(conditions.Configuration).Count
        || StagePlan.Next(stage, conditions) is null or LifecycleStage.PreProductionTrafficShift);

    [Test]
    public void A_stage_is_followed_by_the_next_one_or_by_another_step() => Gen.Select(AnyStage, AnyConditions).Sample((stage, conditions) =>
        StagePlan.Next(stage, conditions) is not { } next
        || next == stage + 1
        || (stage, next) is (LifecycleStage.Unknown, LifecycleStage.PreScaleUp) or (LifecycleStage.ProductionTrafficShift, LifecycleStage.PreProductionTrafficShift));

    [Test]
    public void What_is_done_stays_done() => AnyConditions.Sample(conditions => StagePlan.Next(LifecycleStage.Done, conditions) is null);

    [TestCase(14, ExpectedResult = null)]
    [TestCase(15, ExpectedResult = nameof(LifecycleStage.CleanUp))]
    public string? Bake_time(int minutes) => StagePlan.Next(LifecycleStage.BakeTime, Good(minutes))?.ToString();

    [TestCase(nameof(LifecycleStage.ScaleUp))]
    [TestCase(nameof(LifecycleStage.CleanUp))]
    [TestCase(nameof(LifecycleStage.ReconcileService))]
    public void It_waits_for_the_tasks(string name)
    {
        var stage = Enum.Parse<LifecycleStage>(name);
        var waiting = Good(60) with { GreenIsHealthy = false, BlueIsGone = false, HasOtherRevisions = true };

        Assert.That((StagePlan.Next(stage, waiting), StagePlan.Next(stage, Good(0))), Is.EqualTo(((LifecycleStage?)null, stage + 1)));
    }

    private static StageConditions Good(int minutes) => new()
    {
        Configuration = Configuration("BLUE_GREEN"),
        HasOtherRevisions = false,
        IsPaused = false,
        GreenIsHealthy = true,
        BlueIsGone = true,
        TrafficIsShifted = true,
        StepsTaken = 1,
        InStage = TimeSpan.FromMinutes(minutes),
    };

    private static DeploymentConfiguration Configuration(string strategy) => new()
    {
        Strategy = new DeploymentStrategy(strategy),
        BakeTimeInMinutes = 15,
        LinearConfiguration = new LinearConfiguration { StepPercent = 50, StepBakeTimeInMinutes = 6 },
        CanaryConfiguration = new CanaryConfiguration { CanaryPercent = 5, CanaryBakeTimeInMinutes = 10 },
    };
}
