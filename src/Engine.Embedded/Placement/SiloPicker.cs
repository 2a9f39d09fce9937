using Orleans.Runtime;
using Xerotier.Engine.Hosting;

namespace Xerotier.Engine.Placement;

/// <summary>Picks the silo of a new activation.</summary>
internal static class SiloPicker
{
    /// <summary>
    /// One of <paramref name="silos"/>; <paramref name="local"/> is the caller's, if it is one of them.
    /// </summary>
    public static Silo Pick(PlacementStrategy? strategy, GrainId grain, Silo[] silos, Silo? local) => strategy switch
    {
        _ when silos.Length == 1 => silos[0],
        PreferLocalPlacement when local is not null => local,
        PreferLocalPlacement or RandomPlacement => silos[silos[0].Random.Next(silos.Length)],
        HashBasedPlacement => ByHash(grain, silos),
        _ => LeastLoaded(silos, local),
    };

    private static Silo ByHash(GrainId grain, Silo[] silos) =>
        silos.OrderBy(static s => s.Address).ElementAt((int)(grain.GetUniformHashCode() % (uint)silos.Length));

    private static Silo LeastLoaded(Silo[] silos, Silo? local)
    {
        var best = local ?? silos[0];
        foreach (var silo in silos)
            if (silo.ActivationCount < best.ActivationCount) best = silo;
        return best;
    }
}
