namespace Xerotier.RoutingSim.Workers;

/// <summary>A first-come-first-served queue into whose front preempted requests return.</summary>
internal sealed class RequestQueue
{
    private int[] _items = new int[16];
    private int _head;

    /// <summary>Requests in the queue.</summary>
    public int Count { get; private set; }

    /// <summary>The next one.</summary>
    public int First => _items[_head];

    /// <summary>Adds at the end.</summary>
    public void Add(int request)
    {
        Grow();
        _items[(_head + Count++) & (_items.Length - 1)] = request;
    }

    /// <summary>Puts back at the front.</summary>
    public void Return(int request)
    {
        Grow();
        _head = (_head - 1) & (_items.Length - 1);
        _items[_head] = request;
        Count++;
    }

    /// <summary>Takes the next one.</summary>
    public int Take()
    {
        int request = _items[_head];
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return request;
    }

    private void Grow()
    {
        if (Count < _items.Length) return;
        var bigger = new int[_items.Length * 2];
        for (int i = 0; i < Count; i++) bigger[i] = _items[(_head + i) & (_items.Length - 1)];
        (_items, _head) = (bigger, 0);
    }
}
