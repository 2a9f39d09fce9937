using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Tiers;

namespace Xerotier.Routing.Tests;

/// <summary>Agents and requests of which a test states only what matters to it.</summary>
internal static class TestFleet
{
    public const long NowMs = 1_000_000_000;
    public const string Model = "llama";

    public static readonly int SelfHosted = ServiceTiers.IndexOf(ServiceTiers.SelfHosted);
    public static readonly int GpuNvidia = ServiceTiers.IndexOf(ServiceTiers.GpuNvidia);

    /// <summary>An idle agent that has the model and takes ten requests.</summary>
    public static AgentEntry Agent(int number = 1) => new()
    {
        Id = Id(number),
        LastSeenMs = NowMs,
        Tiers = [ServiceTiers.SelfHosted],
        Capacity = 10,
        Models = [new ModelEntry(Model, null, ModelReadiness.Loaded, 8_192)],
    };

    public static AgentEntry SharedAgent(int number) => Agent(number) with { Tiers = [ServiceTiers.GpuNvidia] };

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static RouteRequest Request() => new() { Model = Model, OwnTier = SelfHosted, NowMs = NowMs };

    public static RoutePlanner Planner(
        ulong seed = 1, RoutingWeights? weights = null, double exploration = 0, double sharpness = 16) =>
        new(
            new RoutePolicy(weights ?? new RoutingWeights(), exploration, sharpness, TimeSpan.FromSeconds(30)),
            new Xoshiro256(seed));
}
