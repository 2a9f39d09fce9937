namespace Xerotier.Routing.Prefixes;

/// <summary>
/// The memory of a <see cref="PrefixIndex"/>: entries in one array, found by chained hashing. At most 36 bytes an
/// entry, and nothing for the collector to follow.
/// </summary>
/// <param name="maximum">Entries at most; at least 1.</param>
internal sealed class PrefixEntries(int maximum)
{
    /// <summary>Ends a chain.</summary>
    public const int None = -1;

    private const int FirstSize = 1_024;

    private int[] _buckets = NewBuckets(FirstSize);
    private PrefixEntry[] _entries = new PrefixEntry[Math.Min(maximum, FirstSize)];
    private int _used;
    private int _free = None;

    /// <summary>Entries in use.</summary>
    public int Count { get; private set; }

    /// <summary>Entries that can still be added.</summary>
    public int Left => maximum - Count;

    /// <summary>Bytes that the arrays take.</summary>
    public long Bytes => ((long)_buckets.Length * sizeof(int)) + ((long)_entries.Length * PrefixEntry.Size);

    public ref PrefixEntry this[int entry] => ref _entries[entry];

    /// <summary>First entry of a chain; walk on by <see cref="PrefixEntry.Next"/>.</summary>
    public int First(ulong chain) => _buckets[BucketOf(chain)];

    /// <summary>Adds an entry.</summary>
    /// <exception cref="InvalidOperationException">There is no room left.</exception>
    public int Add(ulong block, int owner, bool paired)
    {
        int entry = Take();
        _entries[entry] = new PrefixEntry
        {
            Block = block,
            Owner = owner,
            IsPaired = paired,
            Newer = None,
            Older = None,
        };
        Chain(entry);
        Count++;
        return entry;
    }

    /// <summary>Removes an entry from its chain and frees it.</summary>
    public void Remove(int entry)
    {
        Unchain(entry);
        _entries[entry].Next = _free;
        _free = entry;
        Count--;
    }

    /// <summary>Moves an entry to the chain of its pair, or back to that of its block.</summary>
    public void Move(int entry, bool paired)
    {
        Unchain(entry);
        _entries[entry].IsPaired = paired;
        Chain(entry);
    }

    private int BucketOf(ulong chain) => (int)(chain & (uint)(_buckets.Length - 1));

    private void Chain(int entry)
    {
        ref int head = ref _buckets[BucketOf(_entries[entry].Chain)];
        _entries[entry].Next = head;
        head = entry;
    }

    private void Unchain(int entry)
    {
        ref int link = ref _buckets[BucketOf(_entries[entry].Chain)];
        while (link != entry)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[entry].Next;
    }

    private int Take()
    {
        if (_free != None)
        {
            int entry = _free;
            _free = _entries[entry].Next;
            return entry;
        }

        if (_used == _entries.Length)
        {
            Grow();
        }

        return _used++;
    }

    /// <summary>Doubles; only called when no entry is free, so all are in use.</summary>
    private void Grow()
    {
        if (_entries.Length >= maximum)
        {
            throw new InvalidOperationException("The prefix index is full.");
        }

        Array.Resize(ref _entries, (int)Math.Min(maximum, _entries.Length * 2L));
        if (_buckets.Length >= _entries.Length)
        {
            return;
        }

        _buckets = NewBuckets(_buckets.Length * 2);
        for (int entry = 0; entry < _used; entry++)
        {
            Chain(entry);
        }
    }

    private static int[] NewBuckets(int count)
    {
        int[] buckets = new int[count];
        Array.Fill(buckets, None);
        return buckets;
    }
}
