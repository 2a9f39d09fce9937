using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>
/// SGLang's router with its usual settings: the longest match when it covers half of the prompt, unless requests are
/// unevenly spread; then, and on a miss, fewest requests in flight.
/// </summary>
internal sealed class CacheAware(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    private const double Threshold = 0.5;
    private const int Absolute = 16;
    private const double Relative = 1.5;

    private readonly double[] _costs = new double[view.Count];

    public override bool UsesCachedTokens => true;

    public override int Pick(in Question question)
    {
        (int fewest, int most, int longest) = (int.MaxValue, 0, 0);
        for (int i = 0; i < _costs.Length; i++)
        {
            int leases = View.Loads[i].Leases;
            _costs[i] = leases;
            if (!View.IsAlive[i]) continue;
            (fewest, most) = (Math.Min(fewest, leases), Math.Max(most, leases));
            longest = Math.Max(longest, question.CachedTokens[i]);
        }

        bool uneven = most - fewest > Absolute && most > Relative * fewest;
        if (!uneven && longest > Threshold * question.Input)
        {
            for (int i = 0; i < _costs.Length; i++) _costs[i] = -question.CachedTokens[i];
        }

        return Least(_costs);
    }
}
