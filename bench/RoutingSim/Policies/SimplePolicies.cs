using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>Uniform choice.</summary>
internal sealed class RandomChoice(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    public override int Pick(in Question question) => Any();
}

/// <summary>One after the other, from a start of its own in every router.</summary>
internal sealed class RoundRobin(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    private int _next = random.NextInt(view.Count);

    public override int Pick(in Question question)
    {
        do
        {
            _next = (_next + 1) % View.Count;
        }
        while (!View.IsAlive[_next]);
        return _next;
    }
}

/// <summary>Fewest requests in flight.</summary>
internal sealed class LeastInFlight(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    private readonly double[] _costs = new double[view.Count];

    public override int Pick(in Question question)
    {
        for (int i = 0; i < _costs.Length; i++) _costs[i] = View.Loads[i].Leases;
        return Least(_costs);
    }
}

/// <summary>Most requests in flight: what a broken policy looks like.</summary>
internal sealed class AlwaysBusiest(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    private readonly double[] _costs = new double[view.Count];

    public override int Pick(in Question question)
    {
        for (int i = 0; i < _costs.Length; i++) _costs[i] = -View.Loads[i].Leases;
        return Least(_costs);
    }
}

/// <summary>The better of two random choices (with replacement) by requests or by reserved tokens in flight.</summary>
internal sealed class PowerOfTwo(RouterView view, Xoshiro256 random, bool byTokens) : Policy(view, random)
{
    public override int Pick(in Question question)
    {
        (int one, int other) = (Any(), Any());
        (long a, long b) = (Load(one), Load(other));
        return a < b || (a == b && Random.NextInt(2) == 0) ? one : other;
    }

    private long Load(int worker) => byTokens ? View.Loads[worker].ReservedTokens : View.Loads[worker].Leases;
}
