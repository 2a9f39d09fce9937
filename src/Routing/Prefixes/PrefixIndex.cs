namespace Xerotier.Routing.Prefixes;

/// <summary>
/// Which agent holds which prompt blocks, as far as the router knows: a bounded shadow of the agents' KV caches, the
/// least recently used block of an agent going first. Fed by decisions and by agents' own reports. Thread-safe.
/// </summary>
public sealed class PrefixIndex
{
    private readonly Lock _gate = new();
    private readonly PrefixLimits _limits;
    private readonly Dictionary<Guid, int> _slots = [];
    private readonly List<Dictionary<UInt128, LinkedListNode<UInt128>>> _held = [];
    private readonly List<LinkedList<UInt128>> _order = [];

    /// <summary>An empty index.</summary>
    public PrefixIndex(PrefixLimits limits) => _limits = limits;

    /// <summary>Position of an agent in what <see cref="Match"/> writes; it stays the same for good.</summary>
    public int SlotOf(Guid agent)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(agent, out int slot))
            {
                slot = _held.Count;
                _slots.Add(agent, slot);
                _held.Add([]);
                _order.Add(new LinkedList<UInt128>());
            }

            return slot;
        }
    }

    /// <summary>Slots given so far: the least length of what <see cref="Match"/> writes to.</summary>
    public int SlotCount
    {
        get
        {
            lock (_gate)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>The agent holds these blocks: it was sent the prompt, or says so.</summary>
    public void Hold(int slot, ReadOnlySpan<UInt128> blocks)
    {
        lock (_gate)
        {
            // Deepest first, so that the head of the prompt is the most recently used.
            for (int i = blocks.Length - 1; i >= 0; i--)
            {
                Remove(slot, blocks[i]);
                _held[slot].Add(blocks[i], _order[slot].AddLast(blocks[i]));
            }

            while (_order[slot].Count > _limits.MaxEntriesPerAgent)
            {
                Remove(slot, _order[slot].First!.Value);
            }
        }
    }

    /// <summary>The agent no longer holds these blocks: it said so, or reported fewer cached tokens than
    /// predicted.</summary>
    public void Drop(int slot, ReadOnlySpan<UInt128> blocks)
    {
        lock (_gate)
        {
            foreach (UInt128 block in blocks)
            {
                Remove(slot, block);
            }
        }
    }

    /// <summary>Forgets all that an agent holds: it restarted or is gone.</summary>
    public void Clear(int slot)
    {
        lock (_gate)
        {
            _held[slot].Clear();
            _order[slot].Clear();
        }
    }

    /// <summary>How many leading blocks of a prompt each agent holds.</summary>
    /// <param name="blocks">The prompt's blocks in order.</param>
    /// <param name="depths">One count a slot; slots given later than the caller knows are left out.</param>
    public void Match(ReadOnlySpan<UInt128> blocks, Span<int> depths)
    {
        lock (_gate)
        {
            for (int slot = 0; slot < depths.Length; slot++)
            {
                int depth = 0;
                while (slot < _held.Count && depth < blocks.Length && _held[slot].ContainsKey(blocks[depth]))
                {
                    depth++;
                }

                depths[slot] = depth;
            }
        }
    }

    private void Remove(int slot, UInt128 block)
    {
        if (_held[slot].Remove(block, out LinkedListNode<UInt128>? node))
        {
            _order[slot].Remove(node);
        }
    }
}
