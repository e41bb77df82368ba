using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain;

internal sealed class CauseTextTests
{
    private static readonly DateTimeOffset At = Troubles.Noon;

    private static readonly Cause Cause = new()
    {
        Id = "image-missing",
        Title = "The image is not there.",
        Subject = new Subject("prod-cluster", "notification-service"),
        Layer = CauseLayer.Image,
        Certainty = Certainty.Likely,
        For = [Proof("one"), Proof("two")],
        Against = [Proof("three"), Proof("four")],
        Remedy = "Push it.",
        See = ["aws one", "aws two"],
        Mend = ["aws three", "aws four"],
        IsMendSafe = true,
        Explains = [],
    };

    [Test]
    public void Briefly_is_the_first_proof_and_the_first_command_to_see_and_all_that_mend() => Assert.That(Cause.Briefly(), Is.EqualTo(
        """
        prod-cluster/notification-service: The image is not there. (image-missing, likely)
          shown by  one (ecs:Call in us-east-1, 12:00:00 UTC)
          against   three (ecs:Call in us-east-1, 12:00:00 UTC)
          to do     Push it.
          see       aws one
          mend      aws three
          mend      aws four
        """));

    [Test]
    public void Fully_is_all_of_it() => Assert.That(Cause.Fully(), Is.EqualTo(
        """
        prod-cluster/notification-service: The image is not there. (image-missing, likely)
          shown by  one (ecs:Call in us-east-1, 12:00:00 UTC)
          shown by  two (ecs:Call in us-east-1, 12:00:00 UTC)
          against   three (ecs:Call in us-east-1, 12:00:00 UTC)
          against   four (ecs:Call in us-east-1, 12:00:00 UTC)
          to do     Push it.
          see       aws one
          see       aws two
          mend      aws three
          mend      aws four
        """));

    [Test]
    public void Unknown_cause_has_what_lies_around_and_what_could_not_be_read()
    {
        var finding = new Finding
        {
            Check = "network", Title = "network", Subject = new Subject("prod-cluster", null), Outcome = Outcome.Failed, Expected = "available", Observed = "pending", Source = null, Remedy = "Look at it.",
        };

        Assert.That(new UnexplainedFinding(finding, [Proof("one"), Proof("two")], ["logs:FilterLogEvents in us-east-1: denied"]).Describe(), Is.EqualTo(
            """
            unknown cause: network: Failed for prod-cluster, observed pending
              nearby    one (ecs:Call in us-east-1, 12:00:00 UTC)
              nearby    two (ecs:Call in us-east-1, 12:00:00 UTC)
              not read  logs:FilterLogEvents in us-east-1: denied
              to do     Look at it.
            """));
    }

    private static Proof Proof(string text) => new(text, new FactSource("ecs:Call", "us-east-1"), At);
}
