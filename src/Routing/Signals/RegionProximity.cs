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
        string? wanted = context.Request.Region;
        if (string.IsNullOrEmpty(wanted))
        {
            scores.Fill(1);
            return;
        }

        string?[] regions = context.View.Regions;
        int[] agents = context.Candidates.Agents;
        string? last = wanted;
        double lastScore = 1;
        for (int i = 0; i < scores.Length; i++)
        {
            string? region = regions[agents[i]];
            if (!ReferenceEquals(region, last))
            {
                (last, lastScore) = (region, Compare(wanted, region, context.Policy));
            }

            scores[i] = lastScore;
        }
    }

    private static double Compare(string wanted, string? region, RoutePolicy policy)
    {
        if (region is null)
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
