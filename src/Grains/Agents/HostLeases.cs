namespace Xerotier.Grains.Agents;

/// <summary>Leases of one process of one API host, and the numbers it has spent.</summary>
internal sealed class HostLeases(long epoch)
{
    /// <summary>Most spent numbers remembered; far more than a host ends within the time they matter.</summary>
    private const int MaxSpent = 4_096;

    private readonly Queue<(long Number, DateTimeOffset At)> _spentInOrder = new();
    private readonly HashSet<long> _spent = [];

    public long Epoch { get; } = epoch;

    public DateTimeOffset LastHeard { get; set; }

    public Dictionary<long, Lease> Held { get; } = [];

    public bool IsSpent(long number) => _spent.Contains(number);

    /// <summary>Remembers an ended lease, so that a call that was overtaken cannot bring it back.</summary>
    public void Spend(long number, DateTimeOffset now)
    {
        if (_spent.Add(number))
        {
            _spentInOrder.Enqueue((number, now));
        }

        while (_spentInOrder.Count > MaxSpent)
        {
            _spent.Remove(_spentInOrder.Dequeue().Number);
        }
    }

    public void ForgetSpent(DateTimeOffset before)
    {
        while (_spentInOrder.TryPeek(out (long Number, DateTimeOffset At) oldest) && oldest.At < before)
        {
            _spent.Remove(oldest.Number);
            _spentInOrder.Dequeue();
        }
    }

    internal readonly record struct Lease(string? ProjectId, long ReservedTokens, DateTimeOffset Taken);
}
