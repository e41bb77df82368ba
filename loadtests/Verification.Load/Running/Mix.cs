using System.Collections.Immutable;
using Verification.Load.Plans;

namespace Verification.Load.Running;

/// <summary>Which request comes next: each in its weight's part, evenly spread (smooth weighted round robin).</summary>
internal sealed class Mix
{
    private readonly int[] _order;

    public Mix(ImmutableArray<LoadRequest> requests)
    {
        var total = requests.Sum(request => request.Weight);
        var current = new int[requests.Length];
        _order = new int[total];
        for (var turn = 0; turn < total; turn++)
        {
            var best = 0;
            for (var one = 0; one < current.Length; one++)
            {
                current[one] += requests[one].Weight;
                best = current[one] > current[best] ? one : best;
            }

            current[best] -= total;
            _order[turn] = best;
        }
    }

    /// <summary>The place of the request with that number in the plan's list.</summary>
    public int At(long number) => _order[(int)(number % _order.Length)];
}
