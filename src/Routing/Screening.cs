using System.Numerics;
using System.Runtime.CompilerServices;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>
/// The first steps of a decision: match the prompt, predict what each agent would take, filter. Predictions come
/// before the filter, because whole columns are predicted in less time than it takes to leave agents out.
/// </summary>
internal sealed class Screening(RoutePolicy policy)
{
    /// <summary>Less than a token, more than the error of a product.</summary>
    private const double Rounding = 1e-4;

    private readonly int[] _rejections = new int[(int)Rejection.Full + 1];
    private int[] _depths = [];
    private double[] _proximities = [];
    private double[] _farByRegion = [];
    private LoadColumns _loads = new(0);
    private double[] _matched = [];
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
        LoadColumns loads = ReadLoads(view, model);
        Judge(request, tier, view, model, loads, candidates);
        candidates.Complete();
    }

    /// <summary>Prompt tokens beyond the matched blocks; blocks are taken to be equally long.</summary>
    public static int Uncached(in RouteRequest request, int matchedBlocks) =>
        (int)Uncached(request.PromptTokens, TokensPerBlock(request), new Vector<double>(matchedBlocks))[0];

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
            (_proximities, _farByRegion) = (new double[regions.Length], new double[regions.Length]);
        }

        for (int i = 0; i < regions.Length; i++)
        {
            _proximities[i] = RegionProximity.Between(request.Region, regions[i], policy);
            _farByRegion[i] = policy.FarRegionMs * (1 - _proximities[i]);
        }
    }

    /// <summary>Brings what was matched, regions and loads into the order of the model's rows.</summary>
    private LoadColumns ReadLoads(FleetView view, ModelColumns model)
    {
        int padded = ModelColumns.PaddedLength(model.Count);
        if (_matched.Length < padded)
        {
            (_matched, _farMs) = (new double[padded], new double[padded]);
        }

        // Copies on the stack: of fields the compiler does not know that they stay as they are.
        ReadOnlySpan<int> slots = model.Slots;
        ReadOnlySpan<int> depths = _depths;
        Span<double> matched = _matched;
        for (int row = 0; row < slots.Length; row++)
        {
            matched[row] = depths[slots[row]];
        }

        ReadOnlySpan<int> regions = model.Regions;
        ReadOnlySpan<double> far = _farByRegion;
        Span<double> farMs = _farMs;
        for (int row = 0; row < regions.Length; row++)
        {
            farMs[row] = far[regions[row]];
        }

        if (model.IsWholePool)
        {
            return view.LoadColumns;
        }

        _loads = _loads.Capacity < padded ? new LoadColumns(padded) : _loads;
        _loads.Read(view.LoadColumns, model);
        return _loads;
    }

    /// <summary>
    /// Predicts and filters a vector of rows at a time: to predict for those that are left out too costs less than to
    /// leave them out first.
    /// </summary>
    private void Judge(
        in RouteRequest request, int tier, FleetView view, ModelColumns model, LoadColumns loads, Candidates candidates)
    {
        var filter = new CandidateFilter(request, tier, policy.MaxSilenceMs, model);
        double tokensPerBlock = TokensPerBlock(request);
        double output = request.ExpectedOutputTokens;
        var nowMs = new Vector<double>(request.NowMs);
        int previous = -1;
        for (int row = 0; row < model.Count; row += Vector<double>.Count)
        {
            var speed = SpeedLanes.Read(model, row);
            var leases = new Vector<double>(loads.Leases, row);
            var reserved = new Vector<double>(loads.ReservedTokens, row);
            var matched = new Vector<double>(_matched, row);
            var running = Vector.MaxNative(new Vector<double>(model.Running, row), leases) + Vector<double>.One;
            Vector<double> uncached = Uncached(request.PromptTokens, tokensPerBlock, matched);
            var prediction = Prediction.Of(
                speed, BacklogMs(loads, row, nowMs, speed.MsPerToken), running, uncached, output);
            Vector<double> costs = prediction.Cost(
                policy, running, output, request.PromptTokens * speed.MsPerToken, new(model.KvShares, row),
                new(_farMs, row), new(model.Tries, row));
            var lanes = new CandidateLanes(
                leases, reserved, matched, prediction, costs, new(model.Throughputs, row));
            Vector<long> room = Room.Has(
                leases, new(model.Capacities, row), reserved, new(model.KvTokens, row),
                uncached + new Vector<double>(output));
            Vector<long> passes = filter.Passes(model, row) & room;
            if (!model.RepeatsAgents && Vector.EqualsAll(passes, Vector<long>.AllBitsSet))
            {
                candidates.KeepAll(row, lanes, model);
                continue;
            }

            for (int lane = 0; lane < Vector<double>.Count && row + lane < model.Count; lane++)
            {
                if (model.Agents[row + lane] == previous)
                {
                    continue;
                }

                Rejection rejection = passes[lane] != 0 ? Rejection.None
                    : filter.Check(request, view, model, row + lane) is not Rejection.None and var reason ? reason
                    : room[lane] == 0 ? Rejection.Full
                    : Rejection.None;
                _rejections[(int)rejection]++;
                if (rejection == Rejection.None)
                {
                    candidates.Keep(row, lane, lanes, model);
                    previous = model.Agents[row + lane];
                }
            }
        }
    }

    /// <summary>See <see cref="LiveLoad.BacklogMs"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> BacklogMs(
        LoadColumns loads, int row, Vector<double> nowMs, Vector<double> msPerToken)
    {
        Vector<double> since = Vector.MaxNative(Vector<double>.Zero, nowMs - new Vector<double>(loads.ObservedMs, row));
        Vector<double> observed = new Vector<double>(loads.BacklogTokens, row) * msPerToken;
        return Vector.MaxNative(Vector<double>.Zero, observed - since)
            + (new Vector<double>(loads.PendingTokens, row) * msPerToken);
    }

    private static double TokensPerBlock(in RouteRequest request) =>
        request.PromptBlocks.IsEmpty ? 0 : request.PromptTokens / (double)request.PromptBlocks.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Uncached(double promptTokens, double tokensPerBlock, Vector<double> matchedBlocks)
    {
        Vector<double> cached = (matchedBlocks * tokensPerBlock) + new Vector<double>(Rounding);
        return new Vector<double>(promptTokens) - Vector.Floor(cached);
    }
}
