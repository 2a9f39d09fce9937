using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Bars;
using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Results;
using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Tests.Simulation;

/// <summary>
/// Failure modes of routers seen in the wild, as properties of whole runs; R2, R4, R6 and R9 live beside the code they
/// are about.
/// </summary>
public sealed class FailureModeTests
{
    [Fact]
    public void R1_EqualIdleWorkers_AreChosenUniformly()
    {
        const int Count = 4_000;
        var requests = Enumerable.Range(0, Count).Select(i => (i * 600.0, 100, 1)).ToArray();
        var fleet = Enumerable.Repeat(TestWork.Simple, 8).ToArray();
        var log = FleetSimulation.Run(TestWork.Plain(fleet, requests), "xerotier", new SimulationOptions(), 3).Log;

        var counts = Enumerable.Range(0, 8).Select(worker => log.Worker.Count(picked => picked == worker));
        double chiSquared = counts.Sum(count => Math.Pow(count - (Count / 8.0), 2) / (Count / 8.0));

        // 99.9 % quantile for 7 degrees of freedom.
        chiSquared.ShouldBeLessThan(24.3);
    }

    [Fact]
    public void R3_ColdRequests_GoByLoadAndNotToTheEmptiestCache()
    {
        var work = TestWork.Named("conversations", 1_500);
        var cold = FleetSimulation.Run(WithoutSharing(work), "xerotier", new SimulationOptions(), 1);

        var counts = Enumerable.Range(0, 8).Select(worker => cold.Log.Worker.Count(picked => picked == worker));
        ((double)counts.Max()).ShouldBeLessThan(1_500 / 8.0 * 1.5);
    }

    [Theory]
    [InlineData("regime-a")]
    [InlineData("regime-b")]
    [InlineData("regime-c")]
    [InlineData("regime-d")]
    [InlineData("bursts")]
    [InlineData("heterogeneous")]
    [InlineData("trace")]
    public void R5_AnyRegime_IsNotWorseThanRoundRobin(string workload)
    {
        double ours = Enumerable.Range(1, 3).Average(seed => MeanTtft(workload, "xerotier", (ulong)seed));
        double theirs = Enumerable.Range(1, 3).Average(seed => MeanTtft(workload, "round-robin", (ulong)seed));

        ours.ShouldBeLessThanOrEqualTo(1.02 * theirs);
    }

    [Fact]
    public void R7_EqualWorkersUnderConstantLoad_HaveSimilarNumbersInFlight()
    {
        var work = WithoutSharing(TestWork.Named("conversations", 1_500));
        var ours = FleetSimulation.Run(work, "xerotier", new SimulationOptions(), 1);
        var theirs = FleetSimulation.Run(work, "random", new SimulationOptions(), 1);

        Measurement.Measure(work, "xerotier", 1, ours).LoadCv
            .ShouldBeLessThan(Measurement.Measure(work, "random", 1, theirs).LoadCv);
    }

    [Fact]
    public void R8_DeadWorker_GetsNoRequestAfterItsDeath()
    {
        var work = TestWork.Named("churn", 1_500);
        var log = FleetSimulation.Run(work, "xerotier", new SimulationOptions { Routers = 4 }, 1).Log;
        var (died, back) = (work.Changes[2], work.Changes[4]);
        died.Worker.ShouldBe(back.Worker);

        for (int i = 0; i < work.Count; i++)
        {
            bool whileDead = log.ArrivedMs[i] > died.AtMs && log.ArrivedMs[i] < back.AtMs;
            if (whileDead && log.FirstTokenMs[i] < back.AtMs) log.Worker[i].ShouldNotBe((short)died.Worker);
        }
    }

    [Fact]
    public void R10_ConstantLoad_DoesNotSwingBetweenWorkers()
    {
        var random = new Xoshiro256(1);
        double at = 0;
        var requests = Enumerable.Range(0, 4_000).Select(_ => (at += random.Exponential(150), 400, 50)).ToArray();
        var work = TestWork.Plain([TestWork.Simple, TestWork.Simple, TestWork.Simple, TestWork.Simple], requests);
        var log = FleetSimulation.Run(work, "xerotier", new SimulationOptions { SnapshotMs = 1_000 }, 1).Log;

        int longest = 0;
        int run = 0;
        for (int i = 1; i < work.Count; i++)
        {
            run = log.Worker[i] == log.Worker[i - 1] ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        longest.ShouldBeLessThan(12);
    }

    [Theory]
    [InlineData("conversations", 2_000)]
    [InlineData("regime-c", 1_500)]
    public void R11_EightRouters_ServeAboutAsWellAsOne(string workload, int requests)
    {
        var ratio = PairedRatio.Of(Means(workload, requests, routers: 8), Means(workload, requests, routers: 1));

        // Short runs on cold caches; the full workloads and 20 seeds are in bench/results/routing.
        ratio.Mean.ShouldBeLessThan(1.2);
    }

    [Fact]
    public void Fairness_OfTwoBackloggedClients_StaysWithinTheBound()
    {
        var ours = FairnessExperiment.Run("vtc", PolicyCatalog.Xerotier, seed: 1);
        var fcfs = FairnessExperiment.Run("vtc", FairnessExperiment.Fcfs, seed: 1);

        ours.MaxGap.ShouldBeLessThanOrEqualTo(40_000);
        fcfs.Gaps[^1].ShouldBeInRange(2.5e5, 3.5e5);
        ours.ThroughputTokS.ShouldBeGreaterThanOrEqualTo(0.99 * fcfs.ThroughputTokS);
    }

    private static List<double> Means(string workload, int requests, int routers) =>
        [.. Enumerable.Range(1, 3).Select(seed => MeanTtft(
            workload, "xerotier", (ulong)seed, requests,
            new SimulationOptions { Routers = routers, SnapshotMs = 1_000 }))];

    private static double MeanTtft(
        string workload, string policy, ulong seed, int requests = 1_000, SimulationOptions? options = null)
    {
        var work = TestWork.Named(workload, requests, seed);
        var run = FleetSimulation.Run(work, policy, options ?? new SimulationOptions(), seed);
        return Measurement.Measure(work, policy, seed, run).TtftMeanMs;
    }

    private static Workload WithoutSharing(Workload work) =>
        work with { FirstBlock = null, PromptBlocks = null, AllBlocks = null, Blocks = [], BlockIds = 0 };
}
