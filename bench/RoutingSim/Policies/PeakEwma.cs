using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>
/// Finagle's peak EWMA: the better of two random choices by (latency, quick to rise and slow to fall) x (requests in
/// flight + 1).
/// </summary>
internal sealed class PeakEwma(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    private const double DecayMs = 10_000;

    private readonly double[] _latency = new double[view.Count];
    private readonly double[] _atMs = new double[view.Count];

    public override int Pick(in Question question)
    {
        (int one, int other) = (Any(), Any());
        (double a, double b) = (Cost(one, question.NowMs), Cost(other, question.NowMs));
        return a < b || (a == b && Random.NextInt(2) == 0) ? one : other;
    }

    public override void Observe(int worker, double latencyMs, double nowMs)
    {
        double kept = Math.Exp((_atMs[worker] - nowMs) / DecayMs);
        _latency[worker] = latencyMs > _latency[worker]
            ? latencyMs
            : (_latency[worker] * kept) + (latencyMs * (1 - kept));
        _atMs[worker] = nowMs;
    }

    private double Cost(int worker, double nowMs) =>
        _latency[worker] * Math.Exp((_atMs[worker] - nowMs) / DecayMs) * (View.Loads[worker].Leases + 1);
}
