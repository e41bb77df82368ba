using System.Collections.Immutable;
using System.Globalization;
using Verification.Model.Load;

namespace Verification.Load.Plans;

/// <summary>Requests are due at a rate, whatever the service does: what many independent clients do.</summary>
public sealed record OpenProfile : LoadProfile
{
    public const double MaxRate = 1_000_000;

    private OpenProfile(ImmutableArray<RateStage> stages, string shape) => (Stages, Shape) = (stages, shape);

    public ImmutableArray<RateStage> Stages { get; }

    internal string Shape { get; }

    /// <summary>Where between two requests it begins, 0 to 1: shares of one profile take turns, and together they are its very schedule.</summary>
    internal double Phase { get; private init; }

    public override LoadModel Model => LoadModel.Open;

    public override TimeSpan Duration => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.For);

    /// <summary>How many requests are due in all.</summary>
    public double Requests => Stages.Sum(stage => stage.Requests);

    public double HighestRate => Stages.Max(stage => Math.Max(stage.From, stage.To));

    public static OpenProfile Constant(double rate, TimeSpan duration) =>
        new([new RateStage(rate, rate, duration)], $"{Rate(rate)} for {Time(duration)}");

    public static OpenProfile Ramp(double from, double to, TimeSpan duration) =>
        new([new RateStage(from, to, duration)], $"from {Rate(from)} to {Rate(to)} in {Time(duration)}");

    /// <summary>Equal steps: the first rate, and <paramref name="add"/> more in each step after it.</summary>
    /// <param name="first">Requests per second in the first step.</param>
    /// <param name="add">Requests per second that each step adds.</param>
    /// <param name="count">How many steps, 1 to 1,000.</param>
    /// <param name="each">How long a step lasts.</param>
    public static OpenProfile Steps(double first, double add, int count, TimeSpan each) => new(
        [.. Enumerable.Range(0, Math.Clamp(count, 0, 1000)).Select(step => first + (step * add)).Select(rate => new RateStage(rate, rate, each))],
        $"{count} steps of {Time(each)}, from {Rate(first)} by {Rate(add)}");

    /// <summary>A rate, a higher one for a while, and the first again.</summary>
    public static OpenProfile Spike(double rate, double peak, TimeSpan before, TimeSpan spike, TimeSpan after) => new(
        [new RateStage(rate, rate, before), new RateStage(peak, peak, spike), new RateStage(rate, rate, after)],
        $"{Rate(rate)} for {Time(before)}, {Rate(peak)} for {Time(spike)}, {Rate(rate)} for {Time(after)}");

    /// <summary>The stages one after the other.</summary>
    public static OpenProfile Of(params ImmutableArray<RateStage> stages) => new(
        stages,
        string.Join(", ", stages.Select(stage => stage.From == stage.To ? $"{Rate(stage.From)} for {Time(stage.For)}" : $"from {Rate(stage.From)} to {Rate(stage.To)} in {Time(stage.For)}")));

    /// <summary>The same shape at a part of its rates: a worker's share. Of every so many requests it has one, and each share another.</summary>
    /// <param name="number">Which share, from 1.</param>
    /// <param name="of">How many there are.</param>
    public OpenProfile Share(int number, int of) =>
        new([.. Stages.Select(stage => stage with { From = stage.From / of, To = stage.To / of })], $"{Shape}, share {number} of {of}") { Phase = (number - 1 + Phase) / of };

    public override string Describe() => $"open, {Shape}";

    /// <summary>As it was stored.</summary>
    internal static OpenProfile Named(string shape, ImmutableArray<RateStage> stages) => new(stages, shape);

    internal override LoadProfile ShareOf(int number, int of) => Share(number, of);

    internal override IEnumerable<string> Problems() => Stages.IsDefaultOrEmpty
        ? ["the profile has no stage: give it at least one"]
        :
        [
            .. Stages.SelectMany(stage => Limits.Time("the duration", stage.For)),
            .. Limits.Time("the whole duration", Duration),
            .. Stages.SelectMany(stage => new[] { stage.From, stage.To }.SelectMany(rate => Limits.Rate(rate, MaxRate, zeroToo: stage.From != stage.To))).Distinct(),
            .. Requests < 1 ? ["less than one request is due in the whole duration: raise the rate or the duration"] : Array.Empty<string>(),
        ];

    private static string Rate(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:0.###}/s");

    private static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
