namespace Xerotier.Routing.Health;

/// <summary>
/// Finds an agent that answers, but far slower than predicted: the running geometric mean of observed / predicted
/// TTFT. One slow answer proves nothing, a streak does. Not thread-safe.
/// </summary>
/// <param name="factor">Mean ratio from which the agent counts as slow; above 1.</param>
/// <param name="minSamples">Answers seen before it can; 1 or more.</param>
public sealed class SlowAgent(double factor, int minSamples)
{
    private const double Keep = 0.8;

    private double _log;
    private int _samples;

    /// <summary>Whether the agent is much slower than predicted.</summary>
    public bool IsSlow => _samples >= minSamples && _log >= Math.Log(factor);

    /// <summary>Takes note of an answer; figures that are not above 0 are ignored.</summary>
    /// <param name="predictedMs">TTFT predicted at the pick.</param>
    /// <param name="observedMs">TTFT observed.</param>
    public void Observe(double predictedMs, double observedMs)
    {
        double ratio = Math.Log(observedMs / predictedMs);
        if (!(predictedMs > 0) || !double.IsFinite(ratio))
        {
            return;
        }

        _log = _samples == 0 ? ratio : (Keep * _log) + ((1 - Keep) * ratio);
        _samples = Math.Min(_samples + 1, minSamples);
    }

    /// <summary>Starts over: the agent restarted.</summary>
    public void Clear() => (_log, _samples) = (0, 0);
}
