namespace Xerotier.RoutingSim.Workers;

/// <summary>Decoding sequences by the step in which they finish.</summary>
internal sealed class DecodeHeap
{
    private (long Step, int Request, int Stamp)[] _items = new (long, int, int)[64];
    private int _count;

    /// <summary>Entries, outdated ones included.</summary>
    public int Count => _count;

    /// <summary>The entry that finishes first.</summary>
    public (long Step, int Request, int Stamp) First => _items[0];

    /// <summary>Adds an entry.</summary>
    public void Push(long step, int request, int stamp)
    {
        if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
        int i = _count++;
        while (i > 0)
        {
            int parent = (i - 1) >> 1;
            if (_items[parent].Step <= step) break;
            _items[i] = _items[parent];
            i = parent;
        }

        _items[i] = (step, request, stamp);
    }

    /// <summary>Removes the entry that finishes first.</summary>
    public void Pop()
    {
        var last = _items[--_count];
        int i = 0;
        while (true)
        {
            int child = (2 * i) + 1;
            if (child >= _count) break;
            if (child + 1 < _count && _items[child + 1].Step < _items[child].Step) child++;
            if (last.Step <= _items[child].Step) break;
            _items[i] = _items[child];
            i = child;
        }

        _items[i] = last;
    }

    /// <summary>Removes all.</summary>
    public void Clear() => _count = 0;
}
