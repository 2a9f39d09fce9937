namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>region_proximity</c> = 1 in the wanted region (or when none is wanted), 0.5 nearby, which is the same name up
/// to its last hyphen (<c>us-east-1</c> and <c>us-east-2</c>), else 0; a configured map overrides both. Inputs: the
/// request's and the agent's region.
/// </summary>
internal sealed class RegionProximity : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        int[] regions = context.View.Regions;
        int[] agents = context.Candidates.Agents;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = context.Proximities[regions[agents[i]]];
        }
    }

    /// <summary>How near a region is to the wanted one; empty text is no region.</summary>
    public static double Between(string? wanted, string region, RoutePolicy policy)
    {
        if (string.IsNullOrEmpty(wanted))
        {
            return 1;
        }

        if (region.Length == 0)
        {
            return 0;
        }

        return policy.RegionMap.TryGetValue((wanted, region), out double mapped) ? Math.Clamp(mapped, 0, 1)
            : region == wanted ? 1
            : Area(region).SequenceEqual(Area(wanted)) ? 0.5
            : 0;
    }

    private static ReadOnlySpan<char> Area(string region)
    {
        int hyphen = region.LastIndexOf('-');
        return hyphen < 0 ? region : region.AsSpan(0, hyphen);
    }
}
