namespace Verification.Reports.Generating;

/// <summary>No report could be made. The message says why, and what to do.</summary>
public sealed class GenerationException(string message, Exception? innerException = null) : Exception(message, innerException);
