using Xerotier.Engine.Hosting;

namespace Xerotier.Engine.Calls;

/// <summary>
/// The calls that some callers wait for. Deadlines are looked at together a few times a second, which is far cheaper
/// than a timer a call; a call is given up at most that much late.
/// </summary>
internal sealed class PendingCalls
{
    private readonly Lock _lock = new();
    private GrainCall? _first;

    public void Add(GrainCall call)
    {
        call.Pending = this;
        lock (_lock)
        {
            call.PendingNext = _first;
            if (_first is not null) _first.PendingPrevious = call;
            _first = call;
        }
    }

    public void Remove(GrainCall call)
    {
        lock (_lock)
        {
            if (call.PendingPrevious is { } previous) previous.PendingNext = call.PendingNext;
            else if (ReferenceEquals(_first, call)) _first = call.PendingNext;
            if (call.PendingNext is { } next) next.PendingPrevious = call.PendingPrevious;
            call.PendingPrevious = call.PendingNext = null;
        }
    }

    /// <summary>Claims the calls whose deadline has passed.</summary>
    public void ClaimExpired(long now, List<GrainCall> expired)
    {
        lock (_lock)
        {
            for (var call = _first; call is not null; call = call.PendingNext)
                if (call.Deadline <= now && call.TryClaim()) expired.Add(call);
        }
    }

    /// <summary>Claims the calls that <paramref name="silo"/> has; null claims all.</summary>
    public void ClaimOf(Silo? silo, List<GrainCall> found)
    {
        lock (_lock)
        {
            for (var call = _first; call is not null; call = call.PendingNext)
                if ((silo is null || ReferenceEquals(call.Host, silo)) && call.TryClaim()) found.Add(call);
        }
    }
}
