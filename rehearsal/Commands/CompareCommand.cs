using System.CommandLine;
using Verification.Fixtures.Policies;
using Verification.Load;
using Verification.Load.Comparing;
using Verification.Load.Plans;
using Verification.Model.ContinuousVerification;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Continuous verification of any two URLs, for people.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var baseline = new Option<string>("--baseline") { Description = "a URL of the version that serves", Required = true };
        var candidate = new Option<string>("--candidate") { Description = "the same of the version that shall", Required = true };
        var duration = ParsedOptions.Time("--duration", "how long, such as 30s or 5m", TimeSpan.FromMinutes(5));
        var samples = new Option<int>("--samples") { Description = "samples of each side in that time, 5 to 1000", DefaultValueFactory = _ => 30 };
        samples.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 5 or > 1000)
            {
                result.AddError("--samples: expected 5 to 1000");
            }
        });
        var rate = new Option<double>("--rate") { Description = "requests per second to each side", DefaultValueFactory = _ => 100 };
        var proxy = ParsedOptions.Url("--proxy", "an HTTP proxy that leads there: a sandbox's endpoint");
        var allowAws = new Option<bool>("--allow-aws") { Description = "allow load on load balancers of real AWS" };
        var policy = new Option<string>("--policy") { Description = "how versions are compared", DefaultValueFactory = _ => PolicyFile.Default };
        var command = new Command("compare", "Compare two versions under the same load at the same time: exit code 0 pass, 1 fail, 3 inconclusive.") { baseline, candidate, duration, samples, rate, proxy, allowAws, policy };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (one, other) = (ParsedOptions.Target(parsed.GetValue(baseline)!), ParsedOptions.Target(parsed.GetValue(candidate)!));
            var outcome = await new VersionComparison(StoppableLoad.Of(new LoadGenerator(TimeProvider.System)), PolicyFile.Read(parsed.GetValue(policy)!).Analysis.Settings, TimeProvider.System).RunAsync(
                new ComparisonRequest
                {
                    Baseline = new LoadRequest { Url = one },
                    Candidate = new LoadRequest { Url = other },
                    BaselineVersion = one.ToString(),
                    CandidateVersion = other.ToString(),
                    Duration = parsed.GetValue(duration),
                    Samples = parsed.GetValue(samples),
                    Rate = parsed.GetValue(rate),
                    Proxy = parsed.GetValue(proxy),
                    AllowAws = parsed.GetValue(allowAws),
                },
                progress: null,
                cancellationToken);
            ComparisonView.Write(Screen.Create(), outcome);
            return outcome.Last.Result.Verdict switch
            {
                ContinuousVerificationVerdict.Pass => ExitCode.Promote,
                ContinuousVerificationVerdict.Fail => ExitCode.Failed,
                _ => ExitCode.CannotJudge,
            };
        });
        return command;
    }
}
