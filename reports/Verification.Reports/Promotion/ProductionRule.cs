using System.Collections.Immutable;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Reports.Promotion;

/// <summary>Where the production listener's rule sends requests, with shares where there are several target groups.</summary>
internal static class ProductionRule
{
    public static string Tell(ImmutableArray<ListenerFact> listeners, ListenerDeclaration declared) =>
        listeners.FirstOrDefault(listener => listener.Port == declared.Port) is not { } production
            ? $"absent: no listener on port {declared.Port}"
            : production.Rules.Match(seen => Tell(seen.Value, declared), absent => $"absent: {absent.What}", unavailable => $"not known: {unavailable.Reason}");

    private static string Tell(ImmutableArray<RuleFact> rules, ListenerDeclaration declared)
    {
        if (rules.FirstOrDefault(rule => rule.Priority == declared.RulePriority) is not { } rule)
        {
            return $"absent: no rule of priority {declared.RulePriority}";
        }

        var sum = rule.Forward.Sum(group => group.Weight);
        return rule.Forward switch
        {
            [] => "forwards to nothing",
            [var only] => $"{Name(only)} 100 %",
            _ when sum == 0 => "every weight is 0",
            _ => string.Join(", ", rule.Forward.Select(group => $"{Name(group)} {Figures.Number(100.0 * group.Weight / sum)} %")),
        };
    }

    // targetgroup/NAME/ID
    private static string Name(WeightedTargetGroup group) => group.TargetGroupArn.Split('/') is [_, var name, ..] ? name : group.TargetGroupArn;
}
