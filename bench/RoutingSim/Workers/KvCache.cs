namespace Xerotier.RoutingSim.Workers;

/// <summary>
/// The prefix cache of one worker: fixed-size blocks known by dense ids. Blocks of running sequences are pinned; the
/// others are kept until their room is needed, the least recently used first.
/// </summary>
internal sealed class KvCache
{
    private const int None = -1;

    private readonly int[] _slotOf;
    private readonly int[] _blockOf;
    private readonly int[] _pins;
    private readonly bool[] _ready;
    private readonly int[] _newer;
    private readonly int[] _older;
    private readonly int[] _free;
    private readonly bool[]? _reported;
    private int _freeCount;
    private int _oldest = None;
    private int _newest = None;

    /// <param name="slots">Blocks that fit.</param>
    /// <param name="blockIds">Ids are below this.</param>
    /// <param name="reported">Which ids are reported to routers; null for all.</param>
    public KvCache(int slots, int blockIds, bool[]? reported)
    {
        _slotOf = new int[blockIds];
        _slotOf.AsSpan().Fill(None);
        (_blockOf, _pins, _ready) = (new int[slots], new int[slots], new bool[slots]);
        (_newer, _older, _free) = (new int[slots], new int[slots], new int[slots]);
        for (int i = 0; i < slots; i++) _free[i] = slots - 1 - i;
        _freeCount = slots;
        _reported = reported;
    }

    /// <summary>Blocks in use by running sequences.</summary>
    public int Pinned { get; private set; }

    /// <summary>Blocks kept for later.</summary>
    public int Idle { get; private set; }

    /// <summary>
    /// What changed since the list was last cleared: a block that is held now, or ~block when evicted.
    /// </summary>
    public List<int> Changes { get; } = [];

    /// <summary>How many leading blocks can be used without computing them.</summary>
    public int Match(ReadOnlySpan<int> blocks)
    {
        int matched = 0;
        foreach (int block in blocks)
        {
            int slot = _slotOf[block];
            if (slot == None || !_ready[slot]) break;
            matched++;
        }

        return matched;
    }

    /// <summary>How many of the blocks nobody has pinned yet.</summary>
    public int CountUnpinned(ReadOnlySpan<int> blocks)
    {
        int count = 0;
        foreach (int block in blocks)
        {
            int slot = _slotOf[block];
            if (slot == None || _pins[slot] == 0) count++;
        }

        return count;
    }

    /// <summary>Pins blocks, taking room for those that are new; there must be room.</summary>
    public void Pin(ReadOnlySpan<int> blocks)
    {
        foreach (int block in blocks)
        {
            int slot = _slotOf[block];
            if (slot == None)
            {
                slot = Take(block);
                _ready[slot] = false;
                Pinned++;
            }
            else if (_pins[slot] == 0)
            {
                Unlink(slot);
                Pinned++;
            }

            _pins[slot]++;
        }
    }

    /// <summary>Marks pinned blocks as computed.</summary>
    public void MarkReady(ReadOnlySpan<int> blocks)
    {
        foreach (int block in blocks)
        {
            int slot = _slotOf[block];
            if (_ready[slot]) continue;
            _ready[slot] = true;
            Report(block, block);
        }
    }

    /// <summary>Releases blocks, the last first, so that prefixes outlive what builds on them.</summary>
    public void Unpin(ReadOnlySpan<int> blocks)
    {
        for (int i = blocks.Length - 1; i >= 0; i--)
        {
            int slot = _slotOf[blocks[i]];
            if (--_pins[slot] > 0) continue;
            Pinned--;
            if (_ready[slot]) Link(slot);
            else Free(slot);
        }
    }

    /// <summary>Keeps blocks that a sequence has just produced.</summary>
    public void Keep(ReadOnlySpan<int> blocks)
    {
        foreach (int block in blocks)
        {
            if (_slotOf[block] != None) continue;
            if (_freeCount == 0 && Idle == 0) return;
            int slot = Take(block);
            _ready[slot] = true;
            Link(slot);
            Report(block, block);
        }
    }

    /// <summary>Evicts until at most so many idle blocks are left.</summary>
    public void Trim(long idle)
    {
        while (Idle > idle) Evict();
    }

    private int Take(int block)
    {
        if (_freeCount == 0) Evict();
        int slot = _free[--_freeCount];
        _slotOf[block] = slot;
        _blockOf[slot] = block;
        _pins[slot] = 0;
        return slot;
    }

    private void Evict()
    {
        int slot = _oldest;
        int block = _blockOf[slot];
        Unlink(slot);
        Free(slot);
        Report(block, ~block);
    }

    private void Free(int slot)
    {
        _slotOf[_blockOf[slot]] = None;
        _free[_freeCount++] = slot;
    }

    private void Link(int slot)
    {
        (_older[slot], _newer[slot]) = (_newest, None);
        if (_newest == None) _oldest = slot;
        else _newer[_newest] = slot;
        _newest = slot;
        Idle++;
    }

    private void Unlink(int slot)
    {
        (int older, int newer) = (_older[slot], _newer[slot]);
        if (older == None) _oldest = newer;
        else _newer[older] = newer;
        if (newer == None) _newest = older;
        else _older[newer] = older;
        Idle--;
    }

    private void Report(int block, int change)
    {
        if (_reported is null || _reported[block]) Changes.Add(change);
    }
}
