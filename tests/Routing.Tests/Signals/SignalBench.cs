using Xerotier.Routing.Fleet;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing.Tests.Signals;

/// <summary>Scores agents by one signal, all of them candidates.</summary>
internal static class SignalBench
{
    public static RoutePolicy Policy { get; } = new(new RoutingWeights(), 0, 16, TimeSpan.FromSeconds(30));

    public static double[] Score(
        ISignal signal, in RouteRequest request, AgentEntry[] agents, PoolMemory? memory = null,
        RoutePolicy? policy = null, int? tier = null)
    {
        policy ??= Policy;
        FleetView view = FleetView.Build(agents, memory: memory);
        ModelColumns model = view.FindModel(request.Model)!;
        var candidates = new Candidates();
        var screening = new Screening(policy);
        screening.Run(request, tier ?? request.OwnTier, view, model, candidates);
        candidates.Count.ShouldBe(agents.Length);
        long[] tokens = new long[view.Memory.Prefixes.SlotCount];
        view.Memory.Projects.Read(request.ProjectId, tokens);
        double[] scores = new double[agents.Length];
        signal.Score(
            new ScoringContext
            {
                Request = request,
                Tier = tier ?? request.OwnTier,
                Policy = policy,
                View = view,
                Model = model,
                Candidates = candidates,
                Proximities = screening.Proximities,
                ProjectTokens = tokens,
                ActiveProjects = view.Memory.Projects.ActiveProjects,
            },
            scores);
        return scores;
    }
}
