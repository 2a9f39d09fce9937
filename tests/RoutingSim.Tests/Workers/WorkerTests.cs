using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workers;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Tests.Workers;

public sealed class WorkerTests
{
    private static readonly SimulationOptions Fresh = new() { SnapshotMs = 0 };

    [Fact]
    public void Prefill_OnAnIdleWorker_TakesItsChunksAndSteps()
    {
        var log = Run(TestWork.Plain([TestWork.Simple], (0, 250, 1)));

        // Chunks of 100, 100 and 50 tokens; each step 10 ms + 1 ms for the sequence.
        log.FirstTokenMs[0].ShouldBe(250 + (3 * 11), 1e-9);
        log.FinishedMs[0].ShouldBe(log.FirstTokenMs[0]);
    }

    [Fact]
    public void Decode_OfTwoSequences_AdvancesBothInOneStep()
    {
        var log = Run(TestWork.Plain([TestWork.Simple], (0, 20, 11), (0, 20, 6)));

        // The first prompt is alone in its step, which has begun when the second request arrives.
        double first = 20 + 11;
        double second = first + 20 + 12;
        log.FirstTokenMs[0].ShouldBe(first, 1e-9);
        log.FirstTokenMs[1].ShouldBe(second, 1e-9);
        log.FinishedMs[1].ShouldBe(second + (5 * 12), 1e-9);
        log.FinishedMs[0].ShouldBe(second + (5 * 12) + (4 * 11), 1e-9);
    }

    [Fact]
    public void Arrival_DuringALongDecode_StartsAtTheNextStep()
    {
        var log = Run(TestWork.Plain([TestWork.Simple], (0, 9, 101), (100, 8, 1)));

        // Steps of 11 ms after 20 ms: the step under way at 100 ends at 108.
        log.FirstTokenMs[1].ShouldBe(108 + 8 + 12, 1e-9);
    }

    [Fact]
    public void Queue_MoreThanTheSlots_IsServedInOrderOfArrival()
    {
        var requests = Enumerable.Range(0, 12).Select(i => ((double)i, 10, 20)).ToArray();
        var log = Run(TestWork.Plain([TestWork.Simple], requests));

        log.FirstTokenMs.ShouldBe(log.FirstTokenMs.Order());
        Enumerable.Range(0, 12).Max(i => InService(log, log.FirstTokenMs[i])).ShouldBe(4);
    }

    [Fact]
    public void Prefix_ComputedBefore_IsNotComputedAgain()
    {
        int[] prompt = [.. Enumerable.Range(0, 10)];
        var log = Run(TestWork.Blocks([TestWork.Simple], (0, 1, prompt), (1_000, 1, prompt)));

        // One token is always computed, else there would be nothing to predict from.
        log.Cached.ShouldBe([0, 99]);
        (log.FirstTokenMs[1] - 1_000).ShouldBe(1 + 11, 1e-9);
    }

    [Fact]
    public void Memory_ThatRunsOut_PreemptsTheYoungestAndLosesNothing()
    {
        var tight = TestWork.Simple with { KvTokens = 150 };
        var log = Run(TestWork.Plain([tight], (0, 40, 60), (0, 40, 60)));

        log.Preemptions.ShouldBeGreaterThan(0);
        log.FinishedMs.ShouldAllBe(finished => finished > 0);
        log.FinishedMs[0].ShouldBeLessThan(log.FinishedMs[1]);
    }

    [Fact]
    public void Memory_ReservedForTheOutput_NeverPreempts()
    {
        var tight = TestWork.Simple with { KvTokens = 150, ReserveOutput = true };
        var log = Run(TestWork.Plain([tight], (0, 40, 60), (0, 40, 60)));

        log.Preemptions.ShouldBe(0);
        log.FirstTokenMs[1].ShouldBeGreaterThan(log.FinishedMs[0]);
    }

    [Fact]
    public void Request_LargerThanTheCache_IsRejected()
    {
        var log = Run(TestWork.Plain([TestWork.Simple], (0, 9_990, 20), (5, 10, 1)));

        log.Rejected.ShouldBe(1);
        log.FinishedMs[0].ShouldBe(0);
        log.FinishedMs[1].ShouldBeGreaterThan(0);
    }

    private static RequestLog Run(Workload work) =>
        FleetSimulation.Run(work, "least-inflight", Fresh, seed: 1).Log;

    private static int InService(RequestLog log, double at) =>
        Enumerable.Range(0, log.FirstTokenMs.Length)
            .Count(i => log.FirstTokenMs[i] <= at && log.FinishedMs[i] > at);
}
