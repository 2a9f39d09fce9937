using Xerotier.Routing.Fleet;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerPoolTests
{
    private static readonly FleetView Shared = FleetView.Build([SharedAgent(100)]);

    [Fact]
    public void Plan_OwnAgentIsFree_IsPreferredToShared()
    {
        RoutePlanner planner = Planner(exploration: 0.5);
        FleetView own = FleetView.Build([Agent() with { Leases = 9 }]);

        for (int i = 0; i < 100; i++)
        {
            planner.Plan(WithFallback(), own, Shared).AgentId.ShouldBe(Id(1));
        }
    }

    [Fact]
    public void Plan_OwnAgentIsBusyAndFallbackAllowed_GoesToShared() =>
        Planner().Plan(WithFallback(), FleetView.Build([Agent() with { Leases = 10 }]), Shared)
            .AgentId.ShouldBe(Id(100));

    [Fact]
    public void Plan_OwnAgentIsBusyAndNoFallback_Waits() =>
        Planner().Plan(Request(), FleetView.Build([Agent() with { Leases = 10 }]), Shared)
            .Verdict.ShouldBe(RouteVerdict.Queue);

    [Fact]
    public void Plan_NoOwnAgentAndNoFallback_HasNoAgent() =>
        Planner().Plan(Request(), FleetView.Build([]), Shared).Verdict.ShouldBe(RouteVerdict.NoAgent);

    [Fact]
    public void Plan_SharedAgentOfAnotherTier_IsNotUsed()
    {
        FleetView shared = FleetView.Build([SharedAgent(100) with { Tiers = ["gpu_amd_shared"] }]);

        Planner().Plan(WithFallback(), FleetView.Build([]), shared).Verdict.ShouldBe(RouteVerdict.NoAgent);
    }

    [Fact]
    public void Plan_BothPoolsBusy_Waits()
    {
        FleetView shared = FleetView.Build([SharedAgent(100) with { Leases = 10 }]);

        Planner().Plan(WithFallback(), FleetView.Build([]), shared).Verdict.ShouldBe(RouteVerdict.Queue);
    }

    private static RouteRequest WithFallback() => new()
    {
        Model = Model,
        OwnTier = SelfHosted,
        SharedTier = GpuNvidia,
        NowMs = NowMs,
    };
}
