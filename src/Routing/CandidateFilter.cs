using System.Numerics;
using System.Runtime.CompilerServices;
using Xerotier.Routing.Fleet;

namespace Xerotier.Routing;

/// <summary>The hard rules but for room: who may serve a request now, and why not.</summary>
internal readonly ref struct CandidateFilter
{
    private readonly bool _isOpen;
    private readonly string? _version;
    private readonly double _versionNumber;
    private readonly uint _tier;
    private readonly double _promptTokens;
    private readonly double _nowMs;
    private readonly double _silentSinceMs;

    /// <summary>Prepares the rules for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tier">Position of the tier that agents must serve.</param>
    /// <param name="maxSilenceMs">Age of the last sign of life from which an agent is away.</param>
    /// <param name="model">The wanted model.</param>
    public CandidateFilter(in RouteRequest request, int tier, long maxSilenceMs, ModelColumns model)
    {
        _isOpen = request.ExcludedAgents.IsEmpty && request.BoundAgents.IsEmpty;
        _version = request.Version;
        _versionNumber = model.NumberOf(request.Version);
        _tier = 1u << tier;
        _promptTokens = request.PromptTokens;
        _nowMs = request.NowMs;
        _silentSinceMs = request.NowMs - maxSilenceMs;
    }

    /// <summary>
    /// All bits where a row, or one of the next, surely passes. Others may pass too, see <see cref="Check"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<long> Passes(ModelColumns model, int row)
    {
        if (!_isOpen)
        {
            return Vector<long>.Zero;
        }

        Vector<ulong> closed = Vector.Equals(
            new Vector<ulong>(model.OpenTiers, row) & new Vector<ulong>(_tier), Vector<ulong>.Zero);
        Vector<long> passes = ~closed.As<ulong, long>()
            & Vector.GreaterThanOrEqual(new Vector<double>(model.ContextLengths, row), new(_promptTokens))
            & Vector.GreaterThan(new Vector<double>(model.LastSeenMs, row), new(_silentSinceMs))
            & Vector.LessThanOrEqual(new Vector<double>(model.SuspectUntilMs, row), new(_nowMs));
        if (_version is null)
        {
            return passes;
        }

        var version = new Vector<double>(model.VersionNumbers, row);
        return passes
            & (Vector.Equals(version, new(_versionNumber)) | Vector.Equals(version, new(ModelColumns.AnyVersion)));
    }

    /// <summary>Why a row may not serve the request, if so.</summary>
    public Rejection Check(in RouteRequest request, FleetView view, ModelColumns model, int row)
    {
        int agent = model.Agents[row];
        Rejection rejection = CheckAgent(request, _tier, view, agent);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        if (_version is not null && model.Versions[row] is { } version && version != _version)
        {
            return Rejection.Version;
        }

        return _promptTokens > model.ContextLengths[row] ? Rejection.Context : CheckState(view, model, row);
    }

    /// <summary>What rules an agent out whatever models it has.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tier">Position of the tier that it must serve.</param>
    /// <param name="view">The pool.</param>
    /// <param name="agent">Position in the view.</param>
    public static Rejection CheckAgent(in RouteRequest request, int tier, FleetView view, int agent) =>
        CheckAgent(request, 1u << tier, view, agent);

    private static Rejection CheckAgent(in RouteRequest request, uint tier, FleetView view, int agent)
    {
        if (!request.ExcludedAgents.IsEmpty && request.ExcludedAgents.Contains(view.Ids[agent]))
        {
            return Rejection.Excluded;
        }

        if ((view.TierSets[agent] & tier) == 0)
        {
            return Rejection.Tier;
        }

        if (!request.BoundAgents.IsEmpty && !request.BoundAgents.Contains(view.Ids[agent]))
        {
            return Rejection.Binding;
        }

        if (view.Exclusive[agent] is { } exclusive && Array.IndexOf(exclusive, request.EndpointId) < 0)
        {
            return Rejection.Binding;
        }

        return Rejection.None;
    }

    private Rejection CheckState(FleetView view, ModelColumns model, int row)
    {
        switch (view.Standings[model.Agents[row]])
        {
            case AgentStanding.Away:
                return Rejection.Away;
            case AgentStanding.Suspended:
                return Rejection.Suspended;
            case AgentStanding.Draining:
                return Rejection.Draining;
        }

        return model.Readiness[row] switch
        {
            _ when model.LastSeenMs[row] <= _silentSinceMs => Rejection.Away,
            ModelReadiness.Loading => Rejection.Loading,
            not ModelReadiness.Loaded => Rejection.NotLoaded,
            _ when model.SuspectUntilMs[row] > _nowMs => Rejection.Suspect,
            _ => Rejection.None,
        };
    }
}
