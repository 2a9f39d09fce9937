namespace Xerotier.Engine.Calls;

/// <summary>A queue of calls that are linked to one another; a call is in one queue at most.</summary>
internal struct CallQueue
{
    private GrainCall? _last;

    public GrainCall? First { get; private set; }

    public int Count { get; private set; }

    public readonly bool IsEmpty => First is null;

    public void Add(GrainCall call)
    {
        call.Next = null;
        if (_last is null) First = call;
        else _last.Next = call;
        _last = call;
        Count++;
    }

    public GrainCall Take()
    {
        var call = First!;
        First = call.Next;
        if (First is null) _last = null;
        call.Next = null;
        Count--;
        return call;
    }

    public bool Remove(GrainCall call)
    {
        GrainCall? previous = null;
        for (var current = First; current is not null; previous = current, current = current.Next)
        {
            if (!ReferenceEquals(current, call)) continue;
            if (previous is null) First = current.Next;
            else previous.Next = current.Next;
            if (ReferenceEquals(_last, current)) _last = previous;
            current.Next = null;
            Count--;
            return true;
        }

        return false;
    }
}
