namespace Verification.Load.Plans;

/// <summary>A run of load cannot begin. The message has all reasons, one a line.</summary>
public sealed class LoadException(string message, Exception? innerException = null) : Exception(message, innerException);
