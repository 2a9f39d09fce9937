using Xerotier.Routing.Fleet;
using Xerotier.Routing.Placement;
using Xerotier.Routing.Tiers;

namespace Xerotier.Routing.Tests.Placement;

public sealed class LoadPlacementTests
{
    private const string Name = "tuned";
    private const string Wanted = "2.0.0";

    private static readonly RoutePolicy Policy = new(new RoutingWeights(), 0, 1, TimeSpan.FromSeconds(30));

    private static AgentEntry Agent(int number, long free = 0, params ModelEntry[] models) =>
        TestFleet.Agent(number) with { LoadsModels = true, MemoryFreeBytes = free, Models = models };

    private static ModelEntry Model(ModelReadiness readiness, string? version = Wanted) =>
        new(Name, version, readiness, null);

    private static Guid? Pick(bool replaces, params AgentEntry[] agents) => LoadPlacement.Pick(
        Request(), new LoadNeed(Wanted, replaces), ServiceTiers.IndexOf(ServiceTiers.SelfHosted),
        FleetView.Build(agents), Policy);

    private static RouteRequest Request(string? version = null) => new()
    {
        Model = Name,
        Version = version,
        OwnTier = ServiceTiers.IndexOf(ServiceTiers.SelfHosted),
        NowMs = TestFleet.NowMs,
    };

    [Fact]
    public void Pick_OfAgentsThatDiffer_TakesTheNearest()
    {
        var empty = Agent(1, free: 80);
        var full = Agent(2, free: 10);
        var cached = Agent(3, free: 5, Model(ModelReadiness.Cached));
        var loading = Agent(4, free: 0, Model(ModelReadiness.Loading));

        Pick(false, full, empty).ShouldBe(empty.Id);
        Pick(false, full, cached, empty).ShouldBe(cached.Id);
        Pick(false, full, cached, loading, empty).ShouldBe(loading.Id);
    }

    [Fact]
    public void Pick_OfAgentsThatMayNot_IsNone()
    {
        var fine = Agent(1, free: 80);

        Pick(false, fine with { LoadsModels = false }).ShouldBeNull();
        Pick(false, fine with { Standing = AgentStanding.Away }).ShouldBeNull();
        Pick(false, fine with { Standing = AgentStanding.Draining }).ShouldBeNull();
        Pick(false, fine with { LastSeenMs = TestFleet.NowMs - 30_000 }).ShouldBeNull();
        Pick(false, fine with { SuspectUntilMs = TestFleet.NowMs + 1 }).ShouldBeNull();
        Pick(false, fine with { Tiers = [ServiceTiers.GpuNvidia] }).ShouldBeNull();
        Pick(false, fine with { ExclusiveEndpoints = [Guid.NewGuid()] }).ShouldBeNull();
        Pick(false, Agent(1, 80, Model(ModelReadiness.Loaded))).ShouldBeNull();
    }

    [Fact]
    public void Pick_ThatReplaces_TakesOnlyAgentsThatServeAnotherVersion()
    {
        var old = Agent(1, 0, Model(ModelReadiness.Loaded, "1.0.0"));
        var idle = Agent(2, free: 80);
        var done = Agent(3, 0, Model(ModelReadiness.Loaded, "1.0.0"), Model(ModelReadiness.Loaded));
        var unversioned = Agent(4, 0, Model(ModelReadiness.Loaded, null));

        Pick(true, idle, done, unversioned).ShouldBeNull();
        Pick(true, idle, old, done).ShouldBe(old.Id);
    }

    [Fact]
    public void Pick_OfEqualAgents_DoesNotDependOnTheirOrder()
    {
        var agents = Enumerable.Range(1, 5).Select(i => Agent(i, free: 80)).ToArray();

        Pick(false, agents).ShouldBe(Pick(false, [.. agents.Reverse()]));
    }

    [Theory]
    [InlineData(ModelReadiness.Loaded, null, true)]
    [InlineData(ModelReadiness.Loaded, "2.0.0", true)]
    [InlineData(ModelReadiness.Loaded, "1.0.0", false)]
    [InlineData(ModelReadiness.Loading, "2.0.0", false)]
    public void IsServed_ByVersion_NeedsItLoaded(ModelReadiness readiness, string? version, bool isServed)
    {
        var view = FleetView.Build([Agent(1, 0, Model(readiness, version))]);
        var tier = ServiceTiers.IndexOf(ServiceTiers.SelfHosted);

        LoadPlacement.IsServed(Request(Wanted), tier, view, Policy).ShouldBe(isServed);
        LoadPlacement.IsServed(Request(), tier, view, Policy).ShouldBe(readiness == ModelReadiness.Loaded);
    }
}
