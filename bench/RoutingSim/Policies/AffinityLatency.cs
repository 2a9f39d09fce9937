using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>
/// llm-d's predicted latency: keep the workers that hold at least 80 % of the prompt, unless their best predicted
/// TTFT is over five seconds worse than the best of all; then the lowest predicted latency. Explores 1 %.
/// </summary>
internal sealed class AffinityLatency(RouterView view, Xoshiro256 random) : Policy(view, random)
{
    private const double Gate = 0.8;
    private const double MostPenaltyMs = 5_000;
    private const double Exploration = 0.01;

    private readonly double[] _ttft = new double[view.Count];
    private readonly double[] _costs = new double[view.Count];

    public override bool UsesCachedTokens => true;

    public override int Pick(in Question question)
    {
        if (Random.NextDouble() < Exploration) return Any();
        (double best, double bestSticky) = (double.MaxValue, double.MaxValue);
        for (int i = 0; i < _costs.Length; i++)
        {
            if (!View.IsAlive[i]) continue;
            var speed = View.Estimates[i];
            double backlogMs = View.Loads[i].BacklogMs((long)question.NowMs, speed.MsPerToken);
            _ttft[i] = speed.BaseMs + backlogMs + (speed.MsPerToken * (question.Input - question.CachedTokens[i]));
            double tpot = speed.StepMs + (speed.StepMsPerRunning * (View.Loads[i].Leases + 1));
            _costs[i] = _ttft[i] + (tpot * question.ExpectedOutput);
            best = Math.Min(best, _ttft[i]);
            if (IsSticky(question, i)) bestSticky = Math.Min(bestSticky, _ttft[i]);
        }

        if (bestSticky > best + MostPenaltyMs) return Least(_costs);
        for (int i = 0; i < _costs.Length; i++)
        {
            if (!IsSticky(question, i)) _costs[i] = double.MaxValue;
        }

        return Least(_costs);
    }

    private static bool IsSticky(in Question question, int worker) =>
        question.CachedTokens[worker] >= Gate * question.Input;
}
