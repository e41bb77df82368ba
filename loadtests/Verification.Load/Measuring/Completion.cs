using Verification.Load.Sending;

namespace Verification.Load.Measuring;

/// <summary>One request's end, in the run's time.</summary>
/// <param name="Due">When it should have been sent.</param>
/// <param name="Sent">When it was.</param>
/// <param name="Ended">When its answer was whole, or it had failed.</param>
/// <param name="Exchange">What became of it.</param>
internal readonly record struct Completion(TimeSpan Due, TimeSpan Sent, TimeSpan Ended, Exchange Exchange);
