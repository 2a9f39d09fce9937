using System.Numerics;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>
/// The first steps of a decision: match the prompt, predict what each agent would take, filter. Predictions come
/// before the filter, because whole columns are predicted in less time than it takes to leave agents out.
/// </summary>
internal sealed class Screening(RoutePolicy policy)
{
    private readonly int[] _rejections = new int[(int)Rejection.Full + 1];
    private int[] _depths = [];
    private double[] _proximities = [];
    private double[] _backlogMs = [];
    private double[] _running = [];
    private double[] _uncached = [];
    private double[] _farMs = [];

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
        candidates.Reset(model.Count);
        Read(request, model, candidates);
        Predict(request, model, candidates);
        Filter(request, tier, view, model, candidates);
        candidates.FindBest(model.Throughputs);
    }

    /// <summary>Prompt tokens beyond the matched blocks; blocks are taken to be equally long.</summary>
    public static int Uncached(in RouteRequest request, int matchedBlocks) => matchedBlocks == 0
        ? request.PromptTokens
        : request.PromptTokens - (int)((double)request.PromptTokens * matchedBlocks / request.PromptBlocks.Length);

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

    private void Read(in RouteRequest request, ModelColumns model, Candidates candidates)
    {
        int padded = ModelColumns.PaddedLength(model.Count);
        if (_backlogMs.Length < padded)
        {
            (_backlogMs, _running) = (new double[padded], new double[padded]);
            (_uncached, _farMs) = (new double[padded], new double[padded]);
        }

        for (int row = 0; row < model.Count; row++)
        {
            LiveLoad load = model.Loads[row];
            int leases = load.Leases;
            int matched = _depths[model.Slots[row]];
            candidates.Leases[row] = leases;
            candidates.ReservedTokens[row] = load.ReservedTokens;
            candidates.MatchedBlocks[row] = matched;
            _backlogMs[row] = load.BacklogMs(request.NowMs, model.MsPerToken[row]);
            _running[row] = Math.Max(model.Running[row], leases) + 1;
            _uncached[row] = Uncached(request, matched);
            _farMs[row] = policy.FarRegionMs * (1 - _proximities[model.Regions[row]]);
        }
    }

    private void Predict(in RouteRequest request, ModelColumns model, Candidates candidates)
    {
        double output = request.ExpectedOutputTokens;
        for (int row = 0; row < model.Count; row += Vector<double>.Count)
        {
            var speed = SpeedLanes.Read(model, row);
            var running = new Vector<double>(_running, row);
            var prediction = Prediction.Of(
                speed, new Vector<double>(_backlogMs, row), running, new Vector<double>(_uncached, row), output);
            Vector<double> crowdingMs =
                new Vector<double>(model.Crowding, row) * (request.PromptTokens * speed.MsPerToken);
            Vector<double> costs = prediction.Cost(
                policy, running, output, crowdingMs, new Vector<double>(model.KvShares, row),
                new Vector<double>(_farMs, row), new Vector<double>(model.Tries, row));
            candidates.Predict(row, prediction, costs);
        }
    }

    private void Filter(in RouteRequest request, int tier, FleetView view, ModelColumns model, Candidates candidates)
    {
        var filter = new CandidateFilter(request, tier, policy.MaxSilenceMs);
        int previous = -1;
        for (int row = 0; row < model.Count; row++)
        {
            int agent = model.Agents[row];
            if (agent == previous)
            {
                continue;
            }

            Rejection rejection = filter.Check(request, view, model, row);
            if (rejection == Rejection.None && !HasRoom(request, model, candidates, row))
            {
                rejection = Rejection.Full;
            }

            _rejections[(int)rejection]++;
            if (rejection == Rejection.None)
            {
                candidates.Keep(row, agent);
                previous = agent;
            }
        }
    }

    private bool HasRoom(in RouteRequest request, ModelColumns model, Candidates candidates, int row) => Room.Has(
        candidates.Leases[row],
        model.Capacities[row],
        candidates.ReservedTokens[row],
        model.KvTokens[row],
        (long)_uncached[row] + request.ExpectedOutputTokens);
}
