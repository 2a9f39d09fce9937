namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>prefix_match</c> = leading blocks of the prompt that the agent holds / blocks of the prompt. Input: the prefix
/// index. Range 0 (none) to 1 (all); 1 for all when the prompt has no full block.
/// </summary>
internal sealed class PrefixMatch : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        if (context.Request.PromptBlocks.IsEmpty)
        {
            scores.Fill(1);
            return;
        }

        context.Candidates.Matches.AsSpan(0, scores.Length).CopyTo(scores);
    }
}
