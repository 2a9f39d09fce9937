using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>The policies by name.</summary>
internal static class PolicyCatalog
{
    /// <summary>Ours.</summary>
    public const string Xerotier = "xerotier";

    /// <summary>Not a policy: every request alone on a worker with an infinite cache that all share.</summary>
    public const string Clairvoyant = "clairvoyant";

    /// <summary>The negative control.</summary>
    public const string AlwaysBusiest = "always-busiest";

    private static readonly Dictionary<string, Func<RouterView, Xoshiro256, RouterTuning, Policy>> Makers = new()
    {
        [Xerotier] = (view, random, tuning) => new XerotierPolicy(view, random, tuning),
        ["random"] = (view, random, _) => new RandomChoice(view, random),
        ["round-robin"] = (view, random, _) => new RoundRobin(view, random),
        ["least-inflight"] = (view, random, _) => new LeastInFlight(view, random),
        ["p2c"] = (view, random, _) => new PowerOfTwo(view, random, byTokens: false),
        ["p2c-tokens"] = (view, random, _) => new PowerOfTwo(view, random, byTokens: true),
        ["peak-ewma"] = (view, random, _) => new PeakEwma(view, random),
        ["bounded-hash"] = (view, random, _) => new BoundedHash(view, random),
        ["cache-aware"] = (view, random, _) => new CacheAware(view, random),
        ["weights-max"] = (view, random, _) => new WeightedScores(view, random, sample: false),
        ["weights-ares"] = (view, random, _) => new WeightedScores(view, random, sample: true),
        ["affinity-latency"] = (view, random, _) => new AffinityLatency(view, random),
        [AlwaysBusiest] = (view, random, _) => new AlwaysBusiest(view, random),
    };

    /// <summary>All names, in the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys, Clairvoyant];

    /// <summary>A policy for one router.</summary>
    public static Policy Create(string name, RouterView view, Xoshiro256 random, RouterTuning tuning) =>
        Makers[name](view, random, tuning);

    /// <summary>Whether a policy competes for the best result.</summary>
    public static bool IsBaseline(string name) => name is not (Xerotier or Clairvoyant or AlwaysBusiest);
}
