namespace Xerotier.Routing.Latency;

/// <summary>
/// How fast one agent serves one model, as learned: two lines.
/// TTFT = <paramref name="BaseMs"/> + <paramref name="MsPerToken"/> * (prompt tokens waiting ahead + own uncached
/// prompt tokens); TPOT = <paramref name="StepMs"/> + <paramref name="StepMsPerRunning"/> * running requests.
/// </summary>
/// <param name="BaseMs">TTFT of an empty prompt on an idle agent in ms; 0 or more.</param>
/// <param name="MsPerToken">Prefill time of one token in ms; above 0.</param>
/// <param name="StepMs">Time per output token of a lone request in ms; 0 or more.</param>
/// <param name="StepMsPerRunning">What each further running request adds to it in ms; 0 or more.</param>
public readonly record struct LatencyEstimate(
    double BaseMs, double MsPerToken, double StepMs, double StepMsPerRunning)
{
    /// <summary>What is assumed when nobody's speed is known: prefill of 5,000 tokens/s, 20 ms a token.</summary>
    public static LatencyEstimate Default { get; } = new(20, 0.2, 20, 0.1);
}
