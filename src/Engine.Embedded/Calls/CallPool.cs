namespace Xerotier.Engine.Calls;

/// <summary>Calls that have ended, for the next ones: a few for each thread.</summary>
/// <typeparam name="TCall">The call class.</typeparam>
public static class CallPool<TCall>
    where TCall : GrainCall, new()
{
    private const int Limit = 32;

    [ThreadStatic]
    private static GrainCall? _first;

    [ThreadStatic]
    private static int _count;

    /// <summary>A call without arguments.</summary>
    public static TCall Rent()
    {
        if (_first is not { } call) return new();
        _first = call.Next;
        _count--;
        call.Next = null;
        return (TCall)call;
    }

    /// <summary>Takes a call that nobody holds any more.</summary>
    /// <param name="call">The call.</param>
    public static void Return(TCall call)
    {
        if (_count >= Limit) return;
        call.Next = _first;
        _first = call;
        _count++;
    }
}
