using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>The first steps of a decision: match the prompt, filter the agents, predict what each would take.</summary>
internal sealed class Screening(RoutePolicy policy)
{
    private readonly int[] _rejections = new int[(int)Rejection.Full + 1];
    private int[] _depths = [];
    private double[] _proximities = [];

    /// <summary>How many agents of all pools looked at were left out, by <see cref="Rejection"/>.</summary>
    public ReadOnlySpan<int> Rejections => _rejections;

    /// <summary>How near each region of the last view is to the wanted one.</summary>
    public ReadOnlySpan<double> Proximities => _proximities;

    /// <summary>Starts a decision.</summary>
    public void Reset() => Array.Clear(_rejections);

    /// <summary>Fills the candidates from one pool.</summary>
    public void Run(
        in RouteRequest request, int tier, FleetView view, ModelColumns model, Candidates candidates)
    {
        Match(request, view);
        CompareRegions(request, view);
        candidates.Reset(model.Agents.Length);
        int previous = -1;
        for (int row = 0; row < model.Agents.Length; row++)
        {
            int agent = model.Agents[row];
            if (agent == previous)
            {
                continue;
            }

            Rejection rejection = Screen(request, tier, view, model, row, candidates);
            _rejections[(int)rejection]++;
            previous = rejection == Rejection.None ? agent : previous;
        }
    }

    /// <summary>Prompt tokens beyond the matched blocks; blocks are taken to be equally long.</summary>
    public static int Uncached(in RouteRequest request, int matchedBlocks) =>
        matchedBlocks == 0
            ? request.PromptTokens
            : request.PromptTokens - (int)((long)request.PromptTokens * matchedBlocks / request.PromptBlocks.Length);

    private void Match(in RouteRequest request, FleetView view)
    {
        int slots = view.Memory.Prefixes.SlotCount;
        if (_depths.Length < slots)
        {
            _depths = new int[slots];
        }

        view.Memory.Prefixes.Match(request.PromptBlocks, _depths.AsSpan(0, slots));
    }

    private void CompareRegions(in RouteRequest request, FleetView view)
    {
        string[] regions = view.RegionNames;
        if (_proximities.Length < regions.Length)
        {
            _proximities = new double[regions.Length];
        }

        for (int i = 0; i < regions.Length; i++)
        {
            _proximities[i] = RegionProximity.Between(request.Region, regions[i], policy);
        }
    }

    private Rejection Screen(
        in RouteRequest request, int tier, FleetView view, ModelColumns model, int row, Candidates candidates)
    {
        Rejection rejection = CandidateFilter.Check(request, tier, policy.MaxSilenceMs, view, model, row);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        int agent = model.Agents[row];
        LiveLoad load = view.Loads[agent];
        int leases = load.Leases;
        long reserved = load.ReservedTokens;
        int matched = _depths[view.Slots[agent]];
        int uncached = Uncached(request, matched);
        long needed = uncached + (long)request.ExpectedOutputTokens;
        if (!Room.Has(leases, view.Capacities[agent], reserved, view.KvTokens[agent], needed))
        {
            return Rejection.Full;
        }

        ref LatencyEstimate speed = ref model.Latencies[row];
        double backlog = load.BacklogMs(request.NowMs, speed.MsPerToken);
        int running = Math.Max(view.Running[agent], leases) + 1;
        var prediction = Prediction.Of(speed, backlog, running, uncached, request.ExpectedOutputTokens);
        double cost = prediction.Cost(
            policy, running, request.ExpectedOutputTokens, request.PromptTokens * speed.MsPerToken,
            view.KvUsage[agent], _proximities[view.Regions[agent]], view.ErrorRates[agent]);
        candidates.Add(agent, row, leases, reserved, matched);
        candidates.Predict(prediction, cost, view.Throughputs[agent]);
        return Rejection.None;
    }
}
