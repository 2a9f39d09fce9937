namespace Xerotier.Routing.Signals;

/// <summary>
/// 1 in the wanted region (or when none is wanted), half nearby, which is the same name up to its first hyphen
/// (<c>us-east-1</c> and <c>us-west-2</c>), else 0.
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
        ReadOnlySpan<Candidate> candidates = context.Candidates;
        string? last = wanted;
        double lastScore = 1;
        for (int i = 0; i < candidates.Length; i++)
        {
            string? region = regions[candidates[i].Agent];
            if (!ReferenceEquals(region, last))
            {
                (last, lastScore) = (region, Compare(region, wanted));
            }

            scores[i] = lastScore;
        }
    }

    private static double Compare(string? region, string wanted) =>
        region == wanted ? 1 : Area(region).SequenceEqual(Area(wanted)) ? 0.5 : 0;

    private static ReadOnlySpan<char> Area(ReadOnlySpan<char> region)
    {
        int hyphen = region.IndexOf('-');
        return hyphen < 0 ? region : region[..hyphen];
    }
}
