using System.Numerics;

namespace Xerotier.Routing.Prefixes;

/// <summary>
/// Walks a prompt block by block with the set of agents that hold all blocks so far, one bit an agent; who drops out
/// at a block has matched those before it. An agent drops out once, so the cost is blocks * agents / 64 words, the
/// holders of narrow blocks, and one step an agent.
/// </summary>
internal sealed class PrefixMatcher(PrefixEntries entries, WideBlocks wide)
{
    /// <summary>Blocks looked up together, so that their cache misses overlap.</summary>
    private const int Batch = 32;

    private readonly int[] _heads = new int[Batch];
    private ulong _touched;
    private ulong[] _live = [];
    private ulong[] _next = [];

    /// <summary>See <see cref="PrefixIndex.Match"/>.</summary>
    public void Match(ReadOnlySpan<UInt128> blocks, Span<int> depths)
    {
        depths.Clear();
        if (_live.Length != wide.Stride)
        {
            (_live, _next) = (new ulong[wide.Stride], new ulong[wide.Stride]);
        }

        _live.AsSpan().Fill(ulong.MaxValue);
        Span<ulong> keys = stackalloc ulong[Batch];
        for (int start = 0; start < blocks.Length; start += Batch)
        {
            int count = Math.Min(Batch, blocks.Length - start);
            LoadHeads(blocks.Slice(start, count), keys);
            for (int i = 0; i < count; i++)
            {
                ReadHolders(keys[i], _heads[i]);
                if (!Narrow(start + i, depths))
                {
                    return;
                }
            }
        }

        Record(_live, blocks.Length, depths);
    }

    private void LoadHeads(ReadOnlySpan<UInt128> blocks, Span<ulong> keys)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            keys[i] = Fingerprint.Of(blocks[i]);
            _heads[i] = entries.First(keys[i]);
        }

        // Independent reads: the processor waits for all of them at once, not for one after another.
        for (int i = 0; i < blocks.Length; i++)
        {
            _touched ^= _heads[i] == PrefixEntries.None ? 0 : entries[_heads[i]].Block;
        }
    }

    /// <summary>Sets the next set to those of the live agents that hold a block.</summary>
    private void ReadHolders(ulong block, int head)
    {
        Array.Clear(_next);
        for (int entry = head; entry != PrefixEntries.None; entry = entries[entry].Next)
        {
            ref PrefixEntry candidate = ref entries[entry];
            if (candidate.Block != block || candidate.IsPaired)
            {
                continue;
            }

            if (candidate.IsMarker)
            {
                wide.Of(~candidate.Owner).CopyTo(_next);
                return;
            }

            _next[candidate.Owner >> 6] |= 1UL << candidate.Owner;
        }
    }

    /// <summary>Goes on with those who hold the block; false when nobody does.</summary>
    private bool Narrow(int depth, Span<int> depths)
    {
        ulong any = 0;
        for (int word = 0; word < _live.Length; word++)
        {
            ulong stay = _live[word] & _next[word];
            ulong gone = _live[word] & ~stay;
            if (depth > 0 && gone != 0)
            {
                Record(gone, word, depth, depths);
            }

            _live[word] = stay;
            any |= stay;
        }

        return any != 0;
    }

    private static void Record(ReadOnlySpan<ulong> owners, int depth, Span<int> depths)
    {
        for (int word = 0; word < owners.Length && depth > 0; word++)
        {
            Record(owners[word], word, depth, depths);
        }
    }

    private static void Record(ulong owners, int word, int depth, Span<int> depths)
    {
        for (; owners != 0; owners &= owners - 1)
        {
            int slot = (word << 6) + BitOperations.TrailingZeroCount(owners);
            if (slot < depths.Length)
            {
                depths[slot] = depth;
            }
        }
    }
}
