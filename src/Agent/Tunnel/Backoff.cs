namespace Xerotier.Agent.Tunnel;

/// <summary>
/// Waits between attempts: doubling up to a limit, each drawn between half and the whole of its step, so that many
/// agents that lost one host do not return in one wave.
/// </summary>
internal sealed class Backoff(Random random, TimeSpan? first = null, TimeSpan? limit = null)
{
    private readonly TimeSpan _first = first ?? TimeSpan.FromMilliseconds(200);
    private readonly TimeSpan _limit = limit ?? TimeSpan.FromSeconds(15);
    private int _attempts;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        var step = _first * Math.Pow(2, Math.Min(_attempts++, 30));
        return (step < _limit ? step : _limit) * (0.5 + (0.5 * random.NextDouble()));
    }

    /// <summary>Starts over after a success.</summary>
    public void Reset() => _attempts = 0;
}
