using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Tests.Sandbox.Ecs;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.AutoScaling;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CapacityBoundsTests
{
    private ScalingCaller _scaling = null!;

    [SetUp]
    public async Task StartAsync() => _scaling = await ScalingCaller.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _scaling.DisposeAsync();

    [TestCase(4, 6, 4, "minimum capacity was set to 4")]
    [TestCase(1, 2, 2, "maximum capacity was set to 2")]
    public async Task Registering_brings_the_service_inside_and_says_why(int min, int max, int expected, string cause)
    {
        _scaling.Register(min, max);

        await _scaling.AdvanceAsync(2);
        var waiting = _scaling.Activities().Single();
        await _scaling.AdvanceAsync(120);
        var done = _scaling.Activities().Single();

        Assert.That(_scaling.Ecs.Describe(), Has.Property("DesiredCount").EqualTo(expected).And.Property("RunningCount").EqualTo(expected));
        Assert.That((waiting.StatusCode.Value, waiting.Cause, waiting.Description), Is.EqualTo(("InProgress", cause, $"Setting desired count to {expected}.")));
        Assert.That((done.StatusCode.Value, done.StatusMessage), Is.EqualTo(("Successful", $"Successfully set desired count to {expected}. Change successfully fulfilled by ecs.")));
        Assert.That(done.EndTime!.Value, Is.GreaterThan(done.StartTime!.Value));
        Assert.That(_scaling.Ecs.Describe().Deployments, Has.Count.EqualTo(1), "another count is no deployment");
    }

    [Test]
    public async Task A_service_inside_is_left_alone_with_no_activity()
    {
        _scaling.Register(1, 5);

        await _scaling.AdvanceAsync(3);

        Assert.That(_scaling.Ecs.Describe().DesiredCount, Is.EqualTo(3));
        Assert.That(_scaling.Activities(), Is.Empty);
    }

    [Test]
    public async Task A_count_that_is_set_outside_stays_there_until_the_target_is_registered_again()
    {
        _scaling.Register(2, 5);
        await _scaling.AdvanceAsync(2);
        _scaling.Ecs.Update(request => request.DesiredCount = 0);

        await _scaling.AdvanceAsync(5);
        var before = _scaling.Ecs.Describe().DesiredCount;
        _scaling.Register(min: null, max: null);
        await _scaling.AdvanceAsync(2);

        Assert.That((before, _scaling.Ecs.Describe().DesiredCount), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task Who_sets_another_count_before_the_change_is_fulfilled_overrides_it()
    {
        _scaling.Register(5, 5);
        await _scaling.AdvanceAsync(2);

        _scaling.Ecs.Update(request => request.DesiredCount = 6);
        await _scaling.AdvanceAsync(1);

        Assert.That(_scaling.Activities().Single().StatusCode.Value, Is.EqualTo("Overridden"));
    }

    [Test]
    public void A_service_that_is_deleted_takes_its_target_and_policies_with_it()
    {
        _scaling.Register();
        _scaling.Put("cpu");
        _scaling.Ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _scaling.Ecs.Cluster, Service = "notification-service", Force = true }, _scaling.Ecs.East);

        var error = EcsCaller.Error(() => _scaling.Register());

        Assert.That(_scaling.DescribeTargets(), Is.Empty);
        Assert.That(_scaling.DescribePolicies(), Is.Empty);
        Assert.That((error.Code, error.Message), Is.EqualTo(("ValidationException", "ECS service doesn't exist: service/prod-cluster/notification-service")));
    }
}
