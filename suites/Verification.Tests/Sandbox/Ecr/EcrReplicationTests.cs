using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Ecr;

internal sealed class EcrReplicationTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1);

    private EcrCaller _ecr = new();

    [SetUp]
    public void Create()
    {
        _ecr = new EcrCaller();
        _ecr.Create("api", _ecr.East);
    }

    [Test]
    public async Task An_image_that_is_pushed_after_the_rule_arrives_with_tag_digest_and_layers()
    {
        _ecr.Replicate(_ecr.East);
        var digest = _ecr.Push("api", "one", "v1", _ecr.East);

        await _ecr.TickAsync(LongEnough);

        Assert.That(_ecr.Tags("api", _ecr.West), Is.EqualTo(["v1"]));
        Assert.That(_ecr.West.Repository("api", null).Find("v1", digest), Is.Not.Null);
        Assert.DoesNotThrow(() => _ecr.PutManifest("api", EcrCaller.ManifestOf("one"), "v1-again", _ecr.West), "its layers came along");
    }

    [Test]
    public async Task An_image_that_was_there_before_the_rule_stays_where_it_is()
    {
        _ecr.Push("api", "old", "v1", _ecr.East);
        _ecr.Replicate(_ecr.East);
        _ecr.Push("api", "new", "v2", _ecr.East);

        await _ecr.TickAsync(LongEnough);

        Assert.That(_ecr.Tags("api", _ecr.West), Is.EqualTo(["v2"]));
        Assert.That(Status("v1"), Is.Empty);
    }

    [Test]
    public async Task The_status_is_in_progress_until_the_copy_is_made()
    {
        _ecr.Replicate(_ecr.East);
        _ecr.Push("api", "one", "v1", _ecr.East);

        await _ecr.TickAsync(TimeSpan.Zero);
        var before = Status("v1").Single();
        var copies = _ecr.Account.Region("us-west-2").State<EcrState>().Repositories.Count;
        await _ecr.TickAsync(LongEnough);
        var after = Status("v1").Single();

        Assert.That(before.Status.Value, Is.EqualTo("IN_PROGRESS"));
        Assert.That(copies, Is.Zero);
        Assert.That(after.Status.Value, Is.EqualTo("COMPLETE"));
        Assert.That(after.Region, Is.EqualTo("us-west-2"));
    }

    [Test]
    public async Task A_tag_that_must_not_move_there_fails_the_copy()
    {
        _ecr.Create("api", _ecr.West, "IMMUTABLE");
        _ecr.Push("api", "theirs", "v1", _ecr.West);
        _ecr.Replicate(_ecr.East);
        _ecr.Push("api", "ours", "v1", _ecr.East);

        await _ecr.TickAsync(LongEnough);

        Assert.That(Status("v1").Single().Status.Value, Is.EqualTo("FAILED"));
        Assert.That(_ecr.West.Repository("api", null).Tags["v1"], Is.EqualTo(EcrCaller.DigestOf(EcrCaller.ManifestOf("theirs"))));
    }

    [Test]
    public async Task A_filter_lets_only_its_prefix_through()
    {
        _ecr.Create("web", _ecr.East);
        _ecr.Replicate(_ecr.East, new RepositoryFilter { Filter = "we", FilterType = "PREFIX_MATCH" });
        _ecr.Push("api", "one", "v1", _ecr.East);
        _ecr.Push("web", "one", "v1", _ecr.East);

        await _ecr.TickAsync(LongEnough);

        Assert.That(_ecr.Account.Region("us-west-2").State<EcrState>().Repositories.Keys, Is.EqualTo(["web"]));
    }

    [Test]
    public async Task A_copy_sets_off_no_further_copy()
    {
        _ecr.Replicate(_ecr.East);
        _ecr.Registry.PutReplicationConfiguration(Rule("eu-west-1"), _ecr.West);
        _ecr.Push("api", "one", "v1", _ecr.East);

        await _ecr.TickAsync(LongEnough);
        await _ecr.TickAsync(LongEnough);

        Assert.That(_ecr.Account.Region("eu-west-1").State<EcrState>().Repositories, Is.Empty);
    }

    [Test]
    public void A_registry_does_not_replicate_into_itself()
    {
        var error = Assert.Throws<AwsErrorException>(() => _ecr.Registry.PutReplicationConfiguration(Rule("us-east-1"), _ecr.East));

        Assert.That(error.Message, Is.EqualTo("Invalid parameter at 'replicationConfiguration' failed to satisfy constraint: 'Replication destination cannot be the same as the source registry'"));
    }

    [Test]
    public void The_registry_tells_its_rules_and_other_regions_have_their_own()
    {
        _ecr.Replicate(_ecr.East);

        var rules = _ecr.Registry.DescribeRegistry(new DescribeRegistryRequest(), _ecr.East).ReplicationConfiguration.Rules;

        Assert.That(rules.Single().Destinations.Single().Region, Is.EqualTo("us-west-2"));
        Assert.That(_ecr.Registry.DescribeRegistry(new DescribeRegistryRequest(), _ecr.West).ReplicationConfiguration.Rules, Is.Empty);
    }

    private List<ImageReplicationStatus> Status(string tag) => _ecr.Registry.DescribeImageReplicationStatus(
        new DescribeImageReplicationStatusRequest { RepositoryName = "api", ImageId = new ImageIdentifier { ImageTag = tag } }, _ecr.East).ReplicationStatuses;

    private static PutReplicationConfigurationRequest Rule(string region) => new()
    {
        ReplicationConfiguration = new ReplicationConfiguration
        {
            Rules = [new ReplicationRule { Destinations = [new ReplicationDestination { Region = region, RegistryId = AwsAccount.DefaultId }] }],
        },
    };
}
