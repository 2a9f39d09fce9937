using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Results;
using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Tests.Simulation;

public sealed class FleetSimulationTests
{
    public static TheoryData<string> Policies => [.. PolicyCatalog.Names.Except([PolicyCatalog.Clairvoyant])];

    public static TheoryData<string> Workloads => [.. WorkloadCatalog.Names.Except(["llm-d", "vtc", "clients-27"])];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Run_UnderAnyPolicy_ServesEveryRequestOnce(string policy)
    {
        var work = TestWork.Named("churn", 400);
        var run = FleetSimulation.Run(work, policy, new SimulationOptions { Routers = 3 }, seed: 5);

        run.Log.Rejected.ShouldBe(0);
        for (int i = 0; i < work.Count; i++)
        {
            run.Log.FirstTokenMs[i].ShouldBeGreaterThan(run.Log.ArrivedMs[i]);
            run.Log.FinishedMs[i].ShouldBeGreaterThanOrEqualTo(run.Log.FirstTokenMs[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Run_OfTheSameSeed_GivesTheSameRow(string workload)
    {
        var rows = Enumerable.Range(0, 2).Select(_ =>
        {
            var work = TestWork.Named(workload, 300, seed: 3);
            var run = FleetSimulation.Run(work, PolicyCatalog.Xerotier, new SimulationOptions(), seed: 3);
            return Measurement.Measure(work, PolicyCatalog.Xerotier, 3, run);
        }).ToList();

        rows[0].ShouldBe(rows[1]);
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Floor_OfAnyWorkload_IsNotAboveOurs(string workload)
    {
        var work = TestWork.Named(workload, 300);
        var floor = Measurement.Measure(work, "clairvoyant", 1, Floor.Run(work));
        var run = FleetSimulation.Run(work, PolicyCatalog.Xerotier, new SimulationOptions(), seed: 1);
        var ours = Measurement.Measure(work, PolicyCatalog.Xerotier, 1, run);

        floor.TtftMeanMs.ShouldBeLessThanOrEqualTo(ours.TtftMeanMs);
        floor.HitRatio.ShouldBeGreaterThanOrEqualTo(ours.HitRatio);
    }

    [Fact]
    public void Run_OfStages_DrainsEachBeforeTheNext()
    {
        var builder = new WorkloadBuilder("stages");
        for (int i = 0; i < 6; i++) builder.Add(i % 3, 50, 40);
        var work = builder.Build([TestWork.Simple], 0, load: null, stages: [0, 3]);
        var log = FleetSimulation.Run(work, "random", new SimulationOptions(), seed: 1).Log;

        log.ArrivedMs[3].ShouldBeGreaterThanOrEqualTo(log.FinishedMs[..3].Max());
    }

    [Fact]
    public void Wait_LongerThanTheLimit_EndsInRejection()
    {
        var requests = Enumerable.Range(0, 40).Select(i => ((double)i, 200, 100)).ToArray();
        var work = TestWork.Plain([TestWork.Simple], requests);
        var limited = new SimulationOptions { QueueLimitMs = 2_000 };
        var patient = new SimulationOptions { QueueLimitMs = 0 };

        FleetSimulation.Run(work, PolicyCatalog.Xerotier, limited, 1).Log.Rejected.ShouldBeGreaterThan(0);
        FleetSimulation.Run(work, PolicyCatalog.Xerotier, patient, 1).Log.Rejected.ShouldBe(0);
    }
}
