using System.Reflection;

namespace Verification.Tests.Standins;

/// <summary>A double that answers nothing. It is public and open because the proxy derives from it in another assembly.</summary>
public class ClientDouble : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
}
