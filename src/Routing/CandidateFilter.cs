using Xerotier.Routing.Fleet;

namespace Xerotier.Routing;

/// <summary>The hard rules but for room: who may serve a request now, and why not.</summary>
internal static class CandidateFilter
{
    public static Rejection Check(
        in RouteRequest request, int tier, long maxSilenceMs, FleetView view, ModelColumns model, int row)
    {
        int agent = model.Agents[row];
        bool named = !request.ExcludedAgents.IsEmpty || !request.BoundAgents.IsEmpty;
        if (!named
            && model.IsReady[row]
            && (view.TierSets[agent] & (1u << tier)) != 0
            && (request.Version is null || model.Versions[row] is null || model.Versions[row] == request.Version)
            && request.PromptTokens <= model.ContextLengths[row]
            && request.NowMs - view.LastSeenMs[agent] < maxSilenceMs
            && view.SuspectUntilMs[agent] <= request.NowMs)
        {
            return Rejection.None;
        }

        Rejection never = CheckFit(request, tier, view, model, row);
        return never == Rejection.None ? CheckState(request, maxSilenceMs, view, model, row) : never;
    }

    private static Rejection CheckFit(
        in RouteRequest request, int tier, FleetView view, ModelColumns model, int row)
    {
        Rejection rejection = CheckAgent(request, tier, view, model.Agents[row]);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        if (request.Version is not null && model.Versions[row] is { } version && version != request.Version)
        {
            return Rejection.Version;
        }

        return request.PromptTokens > model.ContextLengths[row] ? Rejection.Context : Rejection.None;
    }

    /// <summary>What rules an agent out whatever models it has.</summary>
    internal static Rejection CheckAgent(in RouteRequest request, int tier, FleetView view, int agent)
    {
        if (!request.ExcludedAgents.IsEmpty && request.ExcludedAgents.Contains(view.Ids[agent]))
        {
            return Rejection.Excluded;
        }

        if ((view.TierSets[agent] & (1u << tier)) == 0)
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

    private static Rejection CheckState(
        in RouteRequest request, long maxSilenceMs, FleetView view, ModelColumns model, int row)
    {
        int agent = model.Agents[row];
        switch (view.Standings[agent])
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
            _ when request.NowMs - view.LastSeenMs[agent] >= maxSilenceMs => Rejection.Away,
            ModelReadiness.Loading => Rejection.Loading,
            not ModelReadiness.Loaded => Rejection.NotLoaded,
            _ when view.SuspectUntilMs[agent] > request.NowMs => Rejection.Suspect,
            _ => Rejection.None,
        };
    }
}
