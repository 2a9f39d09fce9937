namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>prefix_match</c> = leading blocks of the prompt that the agent holds / blocks of the prompt. Input: the prefix
/// index. Range 0 (none) to 1 (all); 1 for all when the prompt has no full block.
/// </summary>
internal sealed class PrefixMatch : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        int blocks = context.Request.PromptBlocks.Length;
        if (blocks == 0)
        {
            scores.Fill(1);
            return;
        }

        double[] matched = context.Candidates.MatchedBlocks;
        double perBlock = 1.0 / blocks;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = matched[i] == blocks ? 1 : matched[i] * perBlock;
        }
    }
}
