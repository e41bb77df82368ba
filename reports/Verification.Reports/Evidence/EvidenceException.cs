namespace Verification.Reports.Evidence;

/// <summary>Evidence cannot be written, or what is there cannot be read.</summary>
public sealed class EvidenceException(string message, Exception? innerException = null) : Exception(message, innerException);
