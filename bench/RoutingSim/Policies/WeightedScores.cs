using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>
/// llm-d's scorers with weights 3, 2, 2: matched share of the prompt, free share of the KV cache, and the worker's
/// queue between the longest (0) and the shortest (1). Picks the highest sum, or by A-Res over the sums.
/// </summary>
internal sealed class WeightedScores(RouterView view, Xoshiro256 random, bool sample) : Policy(view, random)
{
    private const double PrefixWeight = 3;
    private const double KvWeight = 2;
    private const double QueueWeight = 2;

    private readonly double[] _scores = new double[view.Count];

    public override bool UsesCachedTokens => true;

    public override int Pick(in Question question)
    {
        (int shortest, int longest) = (int.MaxValue, 0);
        for (int i = 0; i < _scores.Length; i++)
        {
            if (!View.IsAlive[i]) continue;
            (shortest, longest) = (Math.Min(shortest, View.Waiting[i]), Math.Max(longest, View.Waiting[i]));
        }

        for (int i = 0; i < _scores.Length; i++)
        {
            double queue = longest == shortest ? 1 : (longest - View.Waiting[i]) / (double)(longest - shortest);
            double score = (PrefixWeight * question.CachedTokens[i] / question.Input)
                + (KvWeight * (1 - View.KvUse[i])) + (QueueWeight * queue);
            _scores[i] = sample ? (View.IsAlive[i] ? score : 0) : -score;
        }

        if (!sample) return Least(_scores);
        return WeightedPick.TryPick(_scores, Random, out int picked) && View.IsAlive[picked] ? picked : Any();
    }
}
