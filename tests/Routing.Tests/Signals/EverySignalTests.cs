using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Signals;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests.Signals;

public sealed class EverySignalTests
{
    private static readonly UInt128[] Prompt = [1, 2, 3, 4];

    public static TheoryData<int> Positions => [.. Enumerable.Range(0, 13)];

    [Fact]
    public void SignalSet_All_AreTheThirteenByName()
    {
        SignalSet.All.Length.ShouldBe(13);
        SignalSet.All.Select(signal => signal.GetType().Name)
            .ShouldBe(SignalNames.All.Select(name => string.Concat(name.Split('_').Select(Capitalised))));
        SignalSet.WeightsOf(new RoutingWeights()).Length.ShouldBe(13);
    }

    [Fact]
    public void WeightsOf_EachWeight_GoesToItsSignal()
    {
        var weights = new RoutingWeights
        {
            ModelAffinity = 1,
            PrefixMatch = 2,
            Latency = 3,
            KvPressure = 4,
            QueueDepth = 5,
            InFlightTokens = 6,
            ErrorRate = 7,
            HeartbeatFreshness = 8,
            RegionProximity = 9,
            TierFit = 10,
            FairShare = 11,
            SloFit = 12,
            Throughput = 13,
        };

        SignalSet.WeightsOf(weights).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void Signal_AnyFleet_IsInRangeOrUnknown(int position)
    {
        var random = new Xoshiro256((ulong)position + 100);
        for (int i = 0; i < 200; i++)
        {
            AgentEntry[] fleet = [.. Enumerable.Range(1, 1 + random.NextInt(9)).Select(n => AnyAgent(n, random))];
            double[] scores = Score(position, fleet, random);

            scores.ShouldAllBe(score => double.IsNaN(score) || (score >= 0 && score <= 1));
        }
    }

    [Theory]
    [InlineData("kv_pressure")]
    [InlineData("queue_depth")]
    [InlineData("in_flight_tokens")]
    [InlineData("error_rate")]
    [InlineData("heartbeat_freshness")]
    [InlineData("latency")]
    [InlineData("slo_fit")]
    public void Signal_AgentGetsWorse_NeverScoresHigher(string name)
    {
        double[] scores = Score(
            SignalNames.All.ToList().IndexOf(name),
            [.. Enumerable.Range(0, 8).Select(step => Worse(name, step))],
            random: null);

        scores[0].ShouldBe(1);
        scores.ShouldBe(scores.OrderDescending());
        scores[^1].ShouldBeLessThan(scores[0]);
    }

    [Theory]
    [InlineData("latency")]
    [InlineData("throughput")]
    [InlineData("in_flight_tokens")]
    public void Signal_AllFiguresScaled_ScoresTheSame(string name)
    {
        int position = SignalNames.All.ToList().IndexOf(name);
        double[] one = Score(position, Scaled(1), random: null, scale: 1);

        Score(position, Scaled(10), random: null, scale: 10).ShouldBe(one, 1e-9);
        one.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void PrefixMatch_LeadingBlocks_AreTheShare()
    {
        var memory = new PoolMemory();
        memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(1)), Prompt);
        memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(2)), Prompt.AsSpan(0, 1));

        Score(1, [Agent(1), Agent(2), Agent(3)], random: null, memory: memory).ShouldBe([1, 0.25, 0]);
    }

    [Fact]
    public void PrefixMatch_PromptWithoutBlocks_IsOneForAll() =>
        SignalBench.Score(new PrefixMatch(), Request(), [Agent(1), Agent(2)]).ShouldBe([1, 1]);

    [Fact]
    public void Latency_Difference_IsMeasuredByTheBestTtft()
    {
        var request = new RouteRequest
        {
            Model = Model,
            OwnTier = SelfHosted,
            NowMs = NowMs,
            PromptTokens = 1_000,
            ExpectedOutputTokens = 100,
        };

        double[] scores = SignalBench.Score(new Routing.Signals.Latency(), request,
        [
            Fast(1, new LatencyEstimate(100, 0.1, 10, 0)),
            Fast(2, new LatencyEstimate(300, 0.1, 10, 0)),
            Fast(3, new LatencyEstimate(100, 0.1, 14, 0)),
        ]);

        // TTFT 200, 400 and 200 ms; answers of 1,000, 1,000 and 1,400 ms.
        scores[0].ShouldBe(1, 1e-12);
        scores[1].ShouldBe(200.0 / 400, 1e-12);
        scores[2].ShouldBe(200.0 / 600, 1e-12);
    }

    [Fact]
    public void SloFit_TheWorseWish_Decides()
    {
        var request = new RouteRequest
        {
            Model = Model,
            OwnTier = SelfHosted,
            NowMs = NowMs,
            PromptTokens = 1_000,
            SloTtftMs = 100,
            SloTpotMs = 8,
        };

        SignalBench.Score(new SloFit(), request, [Fast(1, new LatencyEstimate(100, 0.1, 10, 0))])
            .ShouldBe([0.5]);
        SignalBench.Score(new SloFit(), request, [Fast(1, new LatencyEstimate(0, 0.01, 32, 0))])
            .ShouldBe([0.25]);
        SignalBench.Score(new SloFit(), Request(), [Agent(1)]).ShouldBe([1]);
    }

    [Fact]
    public void TierFit_AgentOfBetterTiers_IsLeftToThose()
    {
        var request = new RouteRequest { Model = Model, OwnTier = 0, NowMs = NowMs };

        SignalBench.Score(new TierFit(), request,
        [
            Agent(1) with { Tiers = ["free"] },
            Agent(2) with { Tiers = ["free", "gpu_nvidia_shared"] },
        ]).ShouldBe([1, 0.4]);
    }

    [Fact]
    public void FairShare_ProjectFillsAnAgent_ScoresItsShare()
    {
        var memory = new PoolMemory();
        memory.Projects.Add("proj_a", memory.Prefixes.SlotOf(Id(1)), 800);
        memory.Projects.Add("proj_b", memory.Prefixes.SlotOf(Id(2)), 500);
        var request = new RouteRequest { Model = Model, OwnTier = SelfHosted, NowMs = NowMs, ProjectId = "proj_a" };

        // Two projects: half of an agent is fair; proj_a has 80 % of the first.
        SignalBench.Score(
            new FairShare(),
            request,
            [Agent(1) with { ReservedTokens = 1_000 }, Agent(2) with { ReservedTokens = 1_000 }],
            memory).ShouldBe([0.625, 1]);
    }

    [Fact]
    public void Throughput_UnknownRate_IsLeftOut() =>
        SignalBench.Score(new Throughput(), Request(),
        [
            Agent(1) with { TokensPerSecond = 500 }, Agent(2) with { TokensPerSecond = 2_000 }, Agent(3),
        ]).ShouldBe([0.25, 1, double.NaN]);

    [Fact]
    public void ErrorRate_NoRecentRequests_IsLeftOut() =>
        SignalBench.Score(new ErrorRate(), Request(), [Agent(1) with { ErrorRate = 0.25 }, Agent(2)])
            .ShouldBe([0.75, double.NaN]);

    [Theory]
    [InlineData("us-east-1", "us-east-1", 1)]
    [InlineData("us-east-1", "us-east-2", 0.5)]
    [InlineData("us-east-1", "us-west-1", 0)]
    [InlineData("datacenter", "datacenter-3", 0.5)]
    [InlineData("eu", "us", 0)]
    [InlineData("eu", "", 0)]
    [InlineData("", "us", 1)]
    [InlineData(null, "us", 1)]
    [InlineData("us-east-1", "mars", 0.8)]
    public void RegionProximity_Between_FollowsNamesAndMap(string? wanted, string region, double proximity)
    {
        var policy = new RoutePolicy(new RoutingWeights(), 0, 4, TimeSpan.FromSeconds(30))
        {
            RegionMap = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
                [KeyValuePair.Create(("us-east-1", "mars"), 0.8)]),
        };

        RegionProximity.Between(wanted, region, policy).ShouldBe(proximity);
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static double[] Score(
        int position, AgentEntry[] fleet, Xoshiro256? random, int scale = 1, PoolMemory? memory = null)
    {
        bool some = random is not null && random.NextInt(2) == 0;
        memory ??= new PoolMemory();
        memory.Projects.Add("proj_a", memory.Prefixes.SlotOf(Id(1)), 10);
        memory.Projects.Add("proj_b", memory.Prefixes.SlotOf(Id(2)), 10);
        foreach (AgentEntry agent in fleet)
        {
            memory.Projects.Add("proj_a", memory.Prefixes.SlotOf(agent.Id), Math.Max(1, agent.ReservedTokens / 2));
        }

        var request = new RouteRequest
        {
            Model = Model,
            OwnTier = SelfHosted,
            NowMs = NowMs,
            ProjectId = "proj_a",
            Region = some ? "us-east-1" : null,
            PromptTokens = 100 * scale,
            PromptBlocks = Prompt,
            ExpectedOutputTokens = 50 * scale,
            SloTtftMs = some ? 30 : 200,
            SloTpotMs = some ? 5 : 500,
        };
        return SignalBench.Score(SignalSet.All[position], request, fleet, memory);
    }

    private static AgentEntry AnyAgent(int number, Xoshiro256 random) => Agent(number) with
    {
        Capacity = 1_000,
        Leases = random.NextInt(900),
        Waiting = random.NextInt(300),
        ReservedTokens = random.NextInt(100_000),
        BacklogTokens = random.NextInt(50_000),
        ObservedMs = NowMs - random.NextInt(500),
        LastSeenMs = NowMs - random.NextInt(30_000),
        KvUsage = random.NextInt(3) == 0 ? null : (random.NextDouble() * 1.4) - 0.2,
        ErrorRate = random.NextInt(3) == 0 ? null : random.NextDouble(),
        TokensPerSecond = random.NextInt(3) == 0 ? null : random.NextInt(5_000),
        Region = random.NextInt(2) == 0 ? null : "us-east-2",
        Models = [new ModelEntry(Model, null, ModelReadiness.Loaded, null)
        {
            Latency = new LatencyEstimate(random.NextInt(100), random.NextDouble(), random.NextInt(30), 0.1),
        }],
    };

    private static AgentEntry Fast(int number, LatencyEstimate speed) => Agent(number) with
    {
        Models = [new ModelEntry(Model, null, ModelReadiness.Loaded, null) { Latency = speed }],
    };

    private static AgentEntry[] Scaled(int scale) =>
    [
        .. Enumerable.Range(1, 3).Select(n => Agent(n) with
        {
            ReservedTokens = n * 700L * scale,
            BacklogTokens = n * 500L * scale,
            ObservedMs = NowMs,
            TokensPerSecond = n * 400 * scale,
            Models = [new ModelEntry(Model, null, ModelReadiness.Loaded, null)
            {
                Latency = new LatencyEstimate(20 * scale, 0.2, 10, 0),
            }],
        }),
    ];

    private static AgentEntry Worse(string name, int step) => name switch
    {
        "kv_pressure" => Agent(step + 1) with { KvUsage = step * 0.13 },
        "queue_depth" => Agent(step + 1) with { Leases = step },
        "error_rate" => Agent(step + 1) with { ErrorRate = step * 0.13 },
        "heartbeat_freshness" => Agent(step + 1) with { LastSeenMs = NowMs - (step * 3_500) },
        _ => Agent(step + 1) with
        {
            ReservedTokens = step * 1_000,
            BacklogTokens = step * 2_000,
            ObservedMs = NowMs,
        },
    };
}
