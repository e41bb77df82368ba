namespace Verification.Load.Plans;

/// <summary>Somebody stopped all load. What was measured until then is no answer to what was asked.</summary>
public sealed class LoadStoppedException(string message) : Exception(message);
