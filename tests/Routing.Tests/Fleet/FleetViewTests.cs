using Xerotier.Routing.Fleet;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests.Fleet;

public sealed class FleetViewTests
{
    [Fact]
    public void Build_EntryUnchanged_KeepsTheLiveLoad()
    {
        AgentEntry agent = Agent(1);
        FleetView first = FleetView.Build([agent, Agent(2)]);
        first.Loads[0].Observe(4, 400, 0, NowMs);

        FleetView second = FleetView.Build([Agent(3), agent], first);

        second.Loads[1].Leases.ShouldBe(4);
        second.Loads[1].ReservedTokens.ShouldBe(400);
        second.Loads[0].Leases.ShouldBe(0);
    }

    [Fact]
    public void Build_EntryChanged_TakesTheNewFiguresAndKeepsPendingPicks()
    {
        FleetView first = FleetView.Build([Agent(1)]);
        first.Loads[0].Observe(4, 400, 0, NowMs);
        first.Loads[0].Reserve(50, 50);

        FleetView second = FleetView.Build([Agent(1) with { Leases = 7, ReservedTokens = 700 }], first);

        second.Loads[0].Leases.ShouldBe(8);
        second.Loads[0].ReservedTokens.ShouldBe(750);
        second.Loads[0].Settle(50, 50);
        second.Loads[0].Leases.ShouldBe(7);
    }

    [Fact]
    public void FindModel_SeveralRows_PutsTheReadiestFirst()
    {
        FleetView view = FleetView.Build([Agent(1) with
        {
            Models =
            [
                new ModelEntry(Model, "1.0.0", ModelReadiness.Cached, null),
                new ModelEntry(Model, "2.0.0", ModelReadiness.Loaded, 100),
            ],
        }]);

        ModelColumns columns = view.FindModel(Model)!;
        columns.Versions.ShouldBe(["2.0.0", "1.0.0"]);
        columns.ContextLengths.Take(columns.Count).ShouldBe([100, double.PositiveInfinity]);
    }
}
