namespace Xerotier.Routing.Prefixes;

/// <summary>
/// Which agent holds which prompt blocks, as far as the router knows: a bounded shadow of the agents' KV caches, the
/// least recently used block of an agent going first. Fed by decisions and by agents' own reports. One table for all
/// agents, so that a lookup costs per block and not per block and agent; see docs/internals/routing.md. Thread-safe.
/// </summary>
public sealed class PrefixIndex
{
    /// <summary>Bytes an entry takes at most, everything included.</summary>
    public const int BytesPerEntry = 48;

    /// <summary>Of which bytes for blocks that many agents hold.</summary>
    private const int WideBytesPerEntry = 12;

    /// <summary>A block is wide when at least this many agents, and one in <see cref="WideShare"/>, hold it.</summary>
    private const int WideHolders = 8;

    private const int WideShare = 80;

    /// <summary>When the index is full, the agent with most entries loses one in so many.</summary>
    private const int TrimShare = 64;

    private readonly Lock _gate = new();
    private readonly int _maxPerAgent;
    private readonly PrefixEntries _entries;
    private readonly PrefixOwners _owners;
    private readonly WideBlocks _wide;
    private readonly PrefixMatcher _matcher;
    private int _slotCount;

    /// <summary>An empty index.</summary>
    public PrefixIndex(PrefixLimits limits)
    {
        _maxPerAgent = limits.MaxEntriesPerAgent;
        _entries = new PrefixEntries(limits.MaxEntries);
        _owners = new PrefixOwners(_entries);
        _wide = new WideBlocks((long)limits.MaxEntries * WideBytesPerEntry);
        _matcher = new PrefixMatcher(_entries, _wide);
    }

    /// <summary>Slots given so far: the least length of what <see cref="Match"/> writes to.</summary>
    public int SlotCount => Volatile.Read(ref _slotCount);

    /// <summary>Entries in use, one a block and agent.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Bytes that the tables take.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _entries.Bytes + _wide.Bytes;
            }
        }
    }

    /// <summary>Position of an agent in what <see cref="Match"/> writes; it stays the same for good.</summary>
    public int SlotOf(Guid agent)
    {
        lock (_gate)
        {
            int slot = _owners.SlotOf(agent);
            _wide.Widen(_owners.Count);
            Volatile.Write(ref _slotCount, _owners.Count);
            return slot;
        }
    }

    /// <summary>The agent holds these blocks: it was sent the prompt, or says so.</summary>
    /// <param name="slot">The agent's slot.</param>
    /// <param name="blocks">Names of leading blocks of a prompt, in order.</param>
    public void Hold(int slot, ReadOnlySpan<UInt128> blocks)
    {
        lock (_gate)
        {
            // Deepest first, so that the head of the prompt is the most recently used and goes last.
            for (int i = blocks.Length - 1; i >= 0; i--)
            {
                ulong block = Fingerprint.Of(blocks[i]);
                int entry = Find(slot, block, out _, out _);
                if (entry == PrefixEntries.None)
                {
                    Add(slot, block);
                }
                else
                {
                    _owners.Remove(slot, entry);
                    _owners.Add(slot, entry);
                }
            }
        }
    }

    /// <summary>The agent no longer holds these blocks: it said so, or reported fewer cached tokens than
    /// predicted.</summary>
    /// <param name="slot">The agent's slot.</param>
    /// <param name="blocks">Names of blocks, in any order; those it is not known to hold are ignored.</param>
    public void Drop(int slot, ReadOnlySpan<UInt128> blocks)
    {
        lock (_gate)
        {
            foreach (UInt128 name in blocks)
            {
                int entry = Find(slot, Fingerprint.Of(name), out _, out _);
                if (entry != PrefixEntries.None)
                {
                    Remove(entry);
                }
            }
        }
    }

    /// <summary>Forgets all that an agent holds: it restarted or is gone.</summary>
    public void Clear(int slot)
    {
        lock (_gate)
        {
            Trim(slot, _owners.EntriesOf(slot));
        }
    }

    /// <summary>How many leading blocks of a prompt each agent holds.</summary>
    /// <param name="blocks">The prompt's blocks in order.</param>
    /// <param name="depths">One count a slot; slots given later than the caller knows are left out.</param>
    public void Match(ReadOnlySpan<UInt128> blocks, Span<int> depths)
    {
        lock (_gate)
        {
            _matcher.Match(blocks, depths);
        }
    }

    /// <summary>Finds an agent's entry of a block, and on the way what the block is like.</summary>
    private int Find(int slot, ulong block, out int holders, out int marker)
    {
        (holders, marker) = (0, PrefixEntries.None);
        for (int entry = _entries.First(block); entry != PrefixEntries.None; entry = _entries[entry].Next)
        {
            ref PrefixEntry candidate = ref _entries[entry];
            if (candidate.Block != block || candidate.IsPaired)
            {
                continue;
            }

            if (candidate.IsMarker)
            {
                marker = entry;
                return FindPair(slot, block);
            }

            if (candidate.Owner == slot)
            {
                return entry;
            }

            holders++;
        }

        return PrefixEntries.None;
    }

    private int FindPair(int slot, ulong block)
    {
        int entry = _entries.First(Fingerprint.Of(block, slot));
        while (entry != PrefixEntries.None && !IsPair(_entries[entry], slot, block))
        {
            entry = _entries[entry].Next;
        }

        return entry;
    }

    private static bool IsPair(in PrefixEntry entry, int slot, ulong block) =>
        entry.Block == block && entry.Owner == slot && entry.IsPaired;

    private void Add(int slot, ulong block)
    {
        if (_owners.EntriesOf(slot) >= _maxPerAgent)
        {
            Remove(_owners.OldestOf(slot));
        }

        // One for the entry, one for the marker that it may make necessary.
        if (_entries.Left < 2)
        {
            int largest = _owners.Largest();
            Trim(largest, Math.Max(2, _owners.EntriesOf(largest) / TrimShare));
        }

        Find(slot, block, out int holders, out int marker);
        if (marker == PrefixEntries.None && holders >= Math.Max(WideHolders, _owners.Count / WideShare))
        {
            marker = Widen(block);
        }

        int entry = _entries.Add(block, slot, paired: marker != PrefixEntries.None);
        _owners.Add(slot, entry);
        if (marker != PrefixEntries.None)
        {
            _entries[marker].Newer++;
            _wide.Set(~_entries[marker].Owner, slot);
        }
    }

    /// <summary>Turns the entries of a block into pairs and a marker; answers the marker or none.</summary>
    private int Widen(ulong block)
    {
        if (!_wide.TryAdd(out int wide))
        {
            return PrefixEntries.None;
        }

        int count = 0;
        int entry = _entries.First(block);
        while (entry != PrefixEntries.None)
        {
            int next = _entries[entry].Next;
            if (_entries[entry].Block == block && !_entries[entry].IsPaired)
            {
                _wide.Set(wide, _entries[entry].Owner);
                _entries.Move(entry, paired: true);
                count++;
            }

            entry = next;
        }

        int marker = _entries.Add(block, ~wide, paired: false);
        _entries[marker].Newer = count;
        return marker;
    }

    private void Remove(int entry)
    {
        (ulong block, int slot, bool paired) = (_entries[entry].Block, _entries[entry].Owner, _entries[entry].IsPaired);
        _owners.Remove(slot, entry);
        _entries.Remove(entry);
        if (!paired)
        {
            return;
        }

        int marker = MarkerOf(block);
        _wide.Clear(~_entries[marker].Owner, slot);
        if (--_entries[marker].Newer == 0)
        {
            _wide.Remove(~_entries[marker].Owner);
            _entries.Remove(marker);
        }
    }

    private int MarkerOf(ulong block)
    {
        int entry = _entries.First(block);
        while (!(_entries[entry].Block == block && _entries[entry].IsMarker))
        {
            entry = _entries[entry].Next;
        }

        return entry;
    }

    private void Trim(int slot, int count)
    {
        for (int i = 0; i < count && _owners.OldestOf(slot) != PrefixEntries.None; i++)
        {
            Remove(_owners.OldestOf(slot));
        }
    }
}
