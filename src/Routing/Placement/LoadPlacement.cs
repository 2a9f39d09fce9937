using Xerotier.Routing.Fleet;

namespace Xerotier.Routing.Placement;

/// <summary>
/// Chooses the agent that loads a model. The choice depends on the view alone, so that hosts that see the same choose
/// the same agent and share one load.
/// </summary>
public static class LoadPlacement
{
    private const int IsLoading = 2;
    private const int IsCached = 1;

    /// <summary>Whether some agent that is there has the model loaded, be it full.</summary>
    /// <param name="request">The request; its version, unless null, is the only one that will do.</param>
    /// <param name="tier">Position of the tier that agents must serve.</param>
    /// <param name="view">The pool.</param>
    /// <param name="policy">Settings.</param>
    public static bool IsServed(in RouteRequest request, int tier, FleetView view, RoutePolicy policy)
    {
        if (view.FindModel(request.Model) is not { } model)
        {
            return false;
        }

        for (int row = 0; row < model.Agents.Length; row++)
        {
            bool fits = request.Version is null || model.Versions[row] is not { } version || version == request.Version;
            if (fits
                && model.Readiness[row] == ModelReadiness.Loaded
                && IsHere(request, tier, view, model.Agents[row], policy))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The agent nearest to having the model: one that is loading it already, then one that has it on disk; of several
    /// the one with most free memory, then the least busy. Null when none can load it.
    /// </summary>
    /// <param name="request">The request that wants the model.</param>
    /// <param name="need">What is to be loaded.</param>
    /// <param name="tier">Position of the tier that agents must serve.</param>
    /// <param name="view">The pool.</param>
    /// <param name="policy">Settings.</param>
    public static Guid? Pick(
        in RouteRequest request, in LoadNeed need, int tier, FleetView view, RoutePolicy policy)
    {
        int best = -1;
        Rank bestRank = default;
        for (int agent = 0; agent < view.Count; agent++)
        {
            AgentEntry entry = view.Entries[agent];
            if (!entry.LoadsModels
                || view.SuspectUntilMs[agent] > request.NowMs
                || !IsHere(request, tier, view, agent, policy)
                || !TryNearness(request.Model, need, entry, out int nearness))
            {
                continue;
            }

            var rank = new Rank(nearness, entry.MemoryFreeBytes ?? 0, -view.Loads[agent].Leases, entry.Id);
            if (best < 0 || rank.CompareTo(bestRank) > 0)
            {
                (best, bestRank) = (agent, rank);
            }
        }

        return best < 0 ? null : view.Ids[best];
    }

    /// <summary>How near an agent is to having the version; false when it has it, or is not asked for.</summary>
    private static bool TryNearness(string name, in LoadNeed need, AgentEntry entry, out int nearness)
    {
        nearness = 0;
        bool servesOther = false;
        foreach (ModelEntry model in entry.Models)
        {
            if (model.Name != name)
            {
                continue;
            }

            bool isLoaded = model.Readiness == ModelReadiness.Loaded;
            if (isLoaded && (model.Version is null || model.Version == need.Version))
            {
                return false;
            }

            if (model.Version != need.Version)
            {
                servesOther |= isLoaded;
            }
            else
            {
                nearness = model.Readiness switch
                {
                    ModelReadiness.Loading => IsLoading,
                    ModelReadiness.Cached => IsCached,
                    _ => 0,
                };
            }
        }

        return servesOther || !need.Replaces || nearness == IsLoading;
    }

    private static bool IsHere(in RouteRequest request, int tier, FleetView view, int agent, RoutePolicy policy) =>
        view.Standings[agent] == AgentStanding.Available
        && request.NowMs - view.LastSeenMs[agent] < policy.MaxSilenceMs
        && CandidateFilter.CheckAgent(request, tier, view, agent) == Rejection.None;

    private readonly record struct Rank(int Nearness, long Free, int Quiet, Guid Id) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            (Nearness, Free, Quiet, Id).CompareTo((other.Nearness, other.Free, other.Quiet, other.Id));
    }
}
