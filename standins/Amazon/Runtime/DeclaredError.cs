namespace Amazon.Runtime;

/// <summary>An error of a service's model: its code on the wire and the exception that stands for it.</summary>
internal sealed record DeclaredError(string Code, Type Exception);
