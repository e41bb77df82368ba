using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Reports.Promotion;

/// <summary>A finding with the weight that the policy gives to its check.</summary>
public sealed record WeighedFinding(Finding Finding, CheckWeight Weight);
