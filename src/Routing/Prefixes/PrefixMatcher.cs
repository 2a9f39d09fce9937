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
    private readonly int[] _walk = new int[Batch];
    private ulong[] _live = [];
    private ulong[] _next = [];

    /// <summary>See <see cref="PrefixIndex.Match"/>.</summary>
    public void Match(ReadOnlySpan<UInt128> blocks, Span<int> depths)
    {
        depths.Clear();
        int words = Math.Max(wide.Stride, Vector<ulong>.Count);
        if (_live.Length != words)
        {
            (_live, _next) = (new ulong[words], new ulong[words]);
        }

        _live.AsSpan().Fill(ulong.MaxValue);
        Span<ulong> keys = stackalloc ulong[Batch];
        for (int start = 0; start < blocks.Length; start += Batch)
        {
            int count = Math.Min(Batch, blocks.Length - start);
            LoadChains(blocks.Slice(start, count), keys);
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

    /// <summary>
    /// Finds the chains of some blocks and walks all at once, a step each: the reads of a step do not depend on each
    /// other, so the processor waits for memory once a step and not once an entry. What follows finds all in its cache.
    /// </summary>
    private void LoadChains(ReadOnlySpan<UInt128> blocks, Span<ulong> keys)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            keys[i] = Fingerprint.Of(blocks[i]);
        }

        int open = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            _heads[i] = entries.First(keys[i]);
            open = Continue(open, _heads[i]);
        }

        while (open > 0)
        {
            int left = 0;
            for (int i = 0; i < open; i++)
            {
                left = Continue(left, entries[_walk[i]].Next);
            }

            open = left;
        }
    }

    private int Continue(int count, int entry)
    {
        _walk[count] = entry;
        return count + (entry == PrefixEntries.None ? 0 : 1);
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
        Vector<ulong> any = Vector<ulong>.Zero;
        for (int word = 0; word < _live.Length; word += Vector<ulong>.Count)
        {
            var live = new Vector<ulong>(_live, word);
            Vector<ulong> stay = live & new Vector<ulong>(_next, word);
            any |= stay;
            if (stay == live)
            {
                continue;
            }

            if (depth > 0)
            {
                Record(live ^ stay, word, depth, depths);
            }

            stay.CopyTo(_live, word);
        }

        return any != Vector<ulong>.Zero;
    }

    private static void Record(Vector<ulong> owners, int word, int depth, Span<int> depths)
    {
        for (int i = 0; i < Vector<ulong>.Count; i++)
        {
            Record(owners[i], word + i, depth, depths);
        }
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
