namespace Xerotier.Routing.Prefixes;

/// <summary>The agents of a <see cref="PrefixIndex"/>: their slots, and their entries by last use.</summary>
internal sealed class PrefixOwners(PrefixEntries entries)
{
    private readonly Dictionary<Guid, int> _slots = [];
    private Owner[] _owners = [];

    /// <summary>Slots given so far.</summary>
    public int Count => _slots.Count;

    public int SlotOf(Guid agent)
    {
        if (_slots.TryGetValue(agent, out int slot))
        {
            return slot;
        }

        slot = _slots.Count;
        _slots.Add(agent, slot);
        if (_owners.Length <= slot)
        {
            Array.Resize(ref _owners, Math.Max(16, _owners.Length * 2));
        }

        _owners[slot] = new Owner { Newest = PrefixEntries.None, Oldest = PrefixEntries.None };
        return slot;
    }

    public int EntriesOf(int slot) => _owners[slot].Entries;

    /// <summary>The entry that was not used for longest, or none.</summary>
    public int OldestOf(int slot) => _owners[slot].Oldest;

    /// <summary>The slot with most entries.</summary>
    public int Largest()
    {
        int largest = 0;
        for (int slot = 1; slot < Count; slot++)
        {
            largest = _owners[slot].Entries > _owners[largest].Entries ? slot : largest;
        }

        return largest;
    }

    /// <summary>Puts a new entry in front.</summary>
    public void Add(int slot, int entry)
    {
        ref Owner owner = ref _owners[slot];
        entries[entry].Older = owner.Newest;
        entries[entry].Newer = PrefixEntries.None;
        if (owner.Newest == PrefixEntries.None)
        {
            owner.Oldest = entry;
        }
        else
        {
            entries[owner.Newest].Newer = entry;
        }

        owner.Newest = entry;
        owner.Entries++;
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(int slot, int entry)
    {
        ref Owner owner = ref _owners[slot];
        (int newer, int older) = (entries[entry].Newer, entries[entry].Older);
        if (newer == PrefixEntries.None)
        {
            owner.Newest = older;
        }
        else
        {
            entries[newer].Older = older;
        }

        if (older == PrefixEntries.None)
        {
            owner.Oldest = newer;
        }
        else
        {
            entries[older].Newer = newer;
        }

        owner.Entries--;
    }

    private struct Owner
    {
        public int Newest;
        public int Oldest;
        public int Entries;
    }
}
