namespace Xerotier.Grains.Limits;

/// <summary>A bucket that refills evenly. Holds a minute's worth and a burst on top; may run into debt.</summary>
internal sealed class TokenBucket
{
    private const double SecondsPerMinute = 60;

    private double _capacity;
    private double _perSecond;
    private double _level;
    private DateTimeOffset _refilled;

    /// <summary>Whole units left, negative while in debt.</summary>
    public long Level => (long)Math.Floor(_level);

    /// <summary>Seconds until the bucket is full again.</summary>
    public int SecondsToFull => SecondsTo(_capacity);

    /// <summary>Refills up to <paramref name="now"/>; a changed rate keeps the share that is left.</summary>
    /// <param name="now">The time.</param>
    /// <param name="perMinute">Units per minute, at least 1.</param>
    /// <param name="minimumBurst">Least burst above a minute's worth; the burst is half of it otherwise.</param>
    public void Refill(DateTimeOffset now, int perMinute, int minimumBurst)
    {
        double capacity = perMinute + Math.Max(perMinute / 2.0, minimumBurst);
        double share = _capacity > 0 ? _level / _capacity : 1;
        _level = _capacity.Equals(capacity) ? _level : share * capacity;
        _capacity = capacity;
        _perSecond = perMinute / SecondsPerMinute;

        double elapsed = Math.Max(0, (now - _refilled).TotalSeconds);
        _level = Math.Min(_capacity, _level + elapsed * _perSecond);
        _refilled = now;
    }

    /// <summary>Seconds until <paramref name="amount"/> can be taken, 0 for now; what the bucket cannot hold waits
    /// for a full one.</summary>
    public int SecondsUntil(double amount) => SecondsTo(Math.Min(amount, _capacity));

    /// <summary>Takes units, also into debt; a negative amount gives back.</summary>
    public void Take(double amount) => _level = Math.Min(_capacity, _level - amount);

    private int SecondsTo(double level)
    {
        double missing = level - _level;

        // The refill is a product of fractions: what is missing by rounding alone is not missing.
        return missing <= 1e-6 ? 0 : (int)Math.Ceiling(missing / _perSecond);
    }
}
