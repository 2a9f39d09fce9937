namespace Xerotier.Agent.Backends;

/// <summary>How fast answers have lately been; backends report each finished request.</summary>
internal sealed class Pace(TimeProvider time, AgentMetrics metrics)
{
    private const double NewestShare = 0.2;
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private double? _ttftMs;
    private double? _tpotMs;
    private double? _tokensPerSecond;
    private long _tokensInWindow;
    private long _windowStart = time.GetTimestamp();

    /// <summary>A request has finished.</summary>
    /// <param name="model">Served name.</param>
    /// <param name="promptTokens">Tokens of the prompt; 0 when unknown.</param>
    /// <param name="generated">Tokens generated; 0 when unknown.</param>
    public void Finished(string model, int promptTokens, int generated)
    {
        metrics.Tokens(model, promptTokens, generated);
        lock (_lock) _tokensInWindow += generated;
    }

    /// <summary>A stream has finished.</summary>
    /// <param name="model">Served name.</param>
    /// <param name="toFirst">From the request to its first token.</param>
    /// <param name="fromFirst">From the first token to the last.</param>
    /// <param name="tokens">Tokens in the stream.</param>
    public void Streamed(string model, TimeSpan toFirst, TimeSpan fromFirst, int tokens)
    {
        TimeSpan? perToken = tokens > 1 ? fromFirst / (tokens - 1) : null;
        metrics.Streamed(model, toFirst, perToken);
        lock (_lock)
        {
            _ttftMs = Smooth(_ttftMs, toFirst.TotalMilliseconds);
            if (perToken is { } each) _tpotMs = Smooth(_tpotMs, each.TotalMilliseconds);
        }
    }

    /// <summary>Recent means; null where nothing was measured yet.</summary>
    public (double? TtftMs, double? TpotMs, double? TokensPerSecond) Recent()
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_windowStart);
            if (elapsed >= RateWindow)
            {
                _tokensPerSecond = Smooth(_tokensPerSecond, _tokensInWindow / elapsed.TotalSeconds);
                _tokensInWindow = 0;
                _windowStart = time.GetTimestamp();
            }
            return (_ttftMs, _tpotMs, _tokensPerSecond);
        }
    }

    private static double Smooth(double? mean, double newest) =>
        mean is { } old ? old + (NewestShare * (newest - old)) : newest;
}
