namespace Verification.Tests.Matrix;

/// <summary>When a fault is made.</summary>
internal enum FaultPlay
{
    Unknown = 0,

    /// <summary>The clusters stand still with the version that is expected.</summary>
    Standing,

    /// <summary>Before a rolling deployment of the new version to production.</summary>
    Rolling,

    /// <summary>Before a rolling deployment of the new version to both clusters.</summary>
    RollingBoth,

    /// <summary>Before a blue/green deployment of the new version.</summary>
    BeforeCreate,

    /// <summary>Its new service is up, and has no traffic yet.</summary>
    BeforeSwap,

    /// <summary>Traffic has moved.</summary>
    AfterSwap,
}
