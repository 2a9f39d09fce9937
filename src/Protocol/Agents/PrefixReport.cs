namespace Xerotier.Protocol.Agents;

/// <summary>
/// What changed in the prefix blocks that an agent's backend holds. Both lists are statements of fact that may be
/// repeated: held blocks are reported again from time to time, so that a lost report heals. Together at most
/// <see cref="PrefixBlocks.MaxReported"/> blocks.
/// </summary>
/// <param name="Epoch">Grows when the backend has lost everything: what older epochs reported no longer holds.</param>
/// <param name="Held">Blocks it holds, as <see cref="PrefixBlocks"/> writes them.</param>
/// <param name="Evicted">Blocks it no longer holds.</param>
public sealed record PrefixReport(long Epoch, string Held, string Evicted);
