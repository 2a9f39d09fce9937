using Xerotier.Routing;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Prefixes;
using Xerotier.Routing.Tiers;

namespace Xerotier.Benchmarks.Routing;

/// <summary>Fleets and prompts to route; the same at every run.</summary>
internal static class Fleets
{
    public const string Model = "llama";
    public const long NowMs = 1_000_000_000;
    public const int PromptLength = 64;

    /// <summary>Agents under mixed load, in four regions, every input of every signal known.</summary>
    public static FleetView Loaded(int agents, PoolMemory memory)
    {
        var random = new Xoshiro256(1);
        return FleetView.Build(Enumerable.Range(1, agents).Select(n => Agent(n, random)), memory: memory);
    }

    /// <summary>
    /// Fills an index: every prompt begins with the same block and continues with one of 50 system prompts of eight
    /// blocks; the rest is a conversation of its own that three agents hold.
    /// </summary>
    public static void Fill(PrefixIndex index, int agents, int entries)
    {
        var random = new Xoshiro256(2);
        UInt128[] prompt = new UInt128[PromptLength];
        for (int number = 0; index.Count < entries - (4 * PromptLength); number++)
        {
            WritePrompt(number, prompt);
            for (int copy = 0; copy < 3; copy++)
            {
                index.Hold(index.SlotOf(IdOf(1 + random.NextInt(agents))), prompt);
            }
        }
    }

    /// <summary>Writes a prompt of <see cref="PromptLength"/> blocks.</summary>
    public static void WritePrompt(int number, Span<UInt128> prompt)
    {
        for (int i = 0; i < prompt.Length; i++)
        {
            ulong owner = i == 0 ? 0 : i < 9 ? (ulong)(number % 50) + 1 : (ulong)number + 1_000;
            prompt[i] = new UInt128(owner, (ulong)i);
        }
    }

    public static RouteRequest Request(ReadOnlySpan<UInt128> prompt) => new()
    {
        Model = Model,
        OwnTier = ServiceTiers.IndexOf(ServiceTiers.SelfHosted),
        ProjectId = "proj_bench",
        Region = "us-east-1",
        PromptTokens = PromptLength * 256,
        PromptBlocks = prompt,
        ExpectedOutputTokens = 300,
        NowMs = NowMs,
    };

    public static Guid IdOf(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static AgentEntry Agent(int number, Xoshiro256 random) => new()
    {
        Id = IdOf(number),
        LastSeenMs = NowMs - random.NextInt(2_000),
        Region = (number % 4) switch { 0 => "us-east-1", 1 => "us-east-2", 2 => "eu-west-1", _ => "ap-south-1" },
        Tiers = [ServiceTiers.SelfHosted],
        Capacity = 256,
        Leases = random.NextInt(100),
        ReservedTokens = random.NextInt(300_000),
        BacklogTokens = random.NextInt(20_000),
        ObservedMs = NowMs - random.NextInt(250),
        KvUsage = random.NextDouble(),
        KvTokens = 2_000_000,
        ErrorRate = random.NextDouble() * 0.02,
        TokensPerSecond = 1_000 + random.NextInt(1_000),
        Models =
        [
            new ModelEntry(Model, "1.0.0", ModelReadiness.Loaded, 131_072)
            {
                Latency = new LatencyEstimate(20, 0.1 + (random.NextDouble() * 0.1), 10, 0.1),
            },
        ],
    };
}
