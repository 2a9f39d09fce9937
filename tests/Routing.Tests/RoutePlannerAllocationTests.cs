using Xerotier.Routing.Fleet;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerAllocationTests
{
    [Fact]
    public void Plan_ThousandAgents_AllocatesNothing()
    {
        FleetView view = FleetView.Build(
            Enumerable.Range(1, 1_000).Select(n => Agent(n) with { Leases = n % 10, Region = "us-east-1" }));
        RoutePlanner planner = Planner(exploration: 0.05);
        var request = new RouteRequest { Model = Model, OwnTier = SelfHosted, NowMs = NowMs, Region = "us-west-2" };
        planner.Plan(request, view, null).IsRouted.ShouldBeTrue();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            planner.Plan(request, view, null);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
