using Xerotier.Routing.Fleet;
using Xerotier.Routing.Signals;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests.Signals;

public sealed class SignalTests
{
    [Fact]
    public void QueueDepth_LeasesAndBackendQueue_CountAgainstCapacity() =>
        Scores(new QueueDepth(),
            Agent(1),
            Agent(2) with { Leases = 3, Waiting = 2 },
            Agent(3) with { Leases = 9, Waiting = 9 }).ShouldBe([1, 0.5, 0]);

    [Fact]
    public void KvPressure_FreeShare_IsTheScore() =>
        Scores(new KvPressure(),
            Agent(1) with { KvUsage = 0.25 },
            Agent(2) with { KvUsage = 7 },
            Agent(3)).ShouldBe([0.75, 0, double.NaN]);

    [Fact]
    public void InFlightTokens_RelativeToTheLeast_IsTheScore() =>
        Scores(new InFlightTokens(),
            Agent(1),
            Agent(2) with { ReservedTokens = 1 },
            Agent(3) with { ReservedTokens = 3 }).ShouldBe([1, 0.5, 0.25]);

    [Fact]
    public void InFlightTokens_NobodyBusy_IsOneForAll() =>
        Scores(new InFlightTokens(), Agent(1), Agent(2)).ShouldBe([1, 1]);

    [Fact]
    public void HeartbeatFreshness_Age_LowersTheScore() =>
        Scores(new HeartbeatFreshness(),
            Agent(1),
            Agent(2) with { LastSeenMs = NowMs - 6_000 },
            Agent(3) with { LastSeenMs = NowMs - 18_000 },
            Agent(4) with { LastSeenMs = NowMs + 5_000 }).ShouldBe([1, 1, 0.5, 1]);

    [Fact]
    public void RegionProximity_SameNearbyElsewhere_AreOneHalfNone() =>
        Scores(new RegionProximity(),
            Agent(1) with { Region = "us-east-1" },
            Agent(2) with { Region = "us-east-2" },
            Agent(3) with { Region = "eu-west-1" },
            Agent(4)).ShouldBe([1, 0.5, 0, 0]);

    [Fact]
    public void ModelAffinity_ExactVersion_BeatsUnversioned() =>
        Scores(new ModelAffinity(),
            Agent(1) with { Models = [new ModelEntry(Model, "1.2.0", ModelReadiness.Loaded, null)] },
            Agent(2)).ShouldBe([1, 0.75]);

    private static double[] Scores(ISignal signal, params AgentEntry[] agents) => SignalBench.Score(
        signal,
        new RouteRequest
        {
            Model = Model,
            OwnTier = SelfHosted,
            NowMs = NowMs,
            Region = "us-east-1",
            Version = "1.2.0",
        },
        agents);
}
