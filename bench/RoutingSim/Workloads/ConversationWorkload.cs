using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>
/// Conversations with long prompts, shaped like Mooncake's trace: one block that all share, sessions of a few turns
/// with pauses between them, lengths with heavy tails. Alone, with bursts, on unequal workers, and on workers that
/// come, die and slow down.
/// </summary>
internal static class ConversationWorkload
{
    private const int Workers = 8;
    private const int Requests = 8_000;
    private const int BlockTokens = 512;
    private const double SessionSeconds = 0.72;
    private const double PauseSeconds = 45;
    private const double ContinueShare = 0.55;
    private const int BurstRequests = 48;
    private const int BurstTokens = 4_608;
    private const double BurstSeconds = 30;

    /// <summary>Conversations on equal workers.</summary>
    public static Workload Plain(WorkloadSettings settings, ulong seed) =>
        Build("conversations", settings, seed, settings.Fleet(Workers, new WorkerModel()), 0.8, bursts: false, _ => []);

    /// <summary>The same with 48 requests for one new prompt within 50 ms, every 30 s.</summary>
    public static Workload Bursts(WorkloadSettings settings, ulong seed) =>
        Build("bursts", settings, seed, settings.Fleet(Workers, new WorkerModel()), 0.6, bursts: true, _ => []);

    /// <summary>A quarter of the workers twice as fast as usual, a quarter half as fast.</summary>
    public static Workload Heterogeneous(WorkloadSettings settings, ulong seed)
    {
        var fleet = settings.Fleet(Workers, new WorkerModel());
        for (int i = 0; i < fleet.Length; i++)
        {
            double speed = (i % 4) switch { 0 => 2, 3 => 0.5, _ => 1 };
            fleet[i] = fleet[i] with
            {
                PrefillRate = fleet[i].PrefillRate * speed,
                StepMs = fleet[i].StepMs / speed,
                SequenceMs = fleet[i].SequenceMs / speed,
                KvTokens = (int)(fleet[i].KvTokens * speed),
            };
        }

        return Build("heterogeneous", settings, seed, fleet, 0.7, bursts: false, _ => []);
    }

    /// <summary>One joins late, one dies and comes back empty, one is slow for a while.</summary>
    public static Workload Churn(WorkloadSettings settings, ulong seed)
    {
        var fleet = settings.Fleet(Workers, new WorkerModel());
        int last = fleet.Length - 1;
        return Build("churn", settings, seed, fleet, 0.6, bursts: false, end =>
        [
            new FleetChange(0, last, 0),
            new FleetChange(0.2 * end, last, 1),
            new FleetChange(0.4 * end, last / 3, 0),
            new FleetChange(0.5 * end, last / 2, 0.4),
            new FleetChange(0.6 * end, last / 3, 1),
            new FleetChange(0.75 * end, last / 2, 1),
        ]);
    }

    private static Workload Build(
        string name, WorkloadSettings settings, ulong seed, WorkerModel[] fleet, double load, bool bursts,
        Func<double, FleetChange[]> changes)
    {
        var random = new Xoshiro256(seed);
        int blockIds = 1;
        var turns = Talk(random, settings.Requests ?? Requests, ref blockIds);
        if (bursts) AddBursts(turns, random, ref blockIds);
        turns.Sort((a, b) => a.AtMs.CompareTo(b.AtMs));
        var builder = new WorkloadBuilder(name) { BlockTokens = BlockTokens };
        foreach (var turn in turns)
        {
            int first = builder.AddBlocks(turn.Blocks);
            builder.Add(turn.AtMs, turn.Input, turn.Output, firstBlock: first, promptBlocks: turn.Blocks.Length);
        }

        var work = builder.Build(fleet, blockIds, settings.LoadOr(load));
        return work with { Changes = changes(work.ArrivalMs[^1]) };
    }

    private static List<Turn> Talk(Xoshiro256 random, int count, ref int blockIds)
    {
        var turns = new List<Turn>(count);
        for (double start = 0; turns.Count < count; start += random.Exponential(SessionSeconds * 1000))
        {
            double at = start;
            List<int> blocks = [0];
            int input = random.LogNormal(9_000, 1.1, 100, 100_000);
            while (turns.Count < count)
            {
                int output = random.LogNormal(340, 0.9, 1, 2_000);
                while (blocks.Count < (input + BlockTokens - 1) / BlockTokens) blocks.Add(blockIds++);
                turns.Add(new Turn(at, input, output, [.. blocks]));
                if (random.NextDouble() > ContinueShare) break;
                at += random.Exponential(PauseSeconds * 1000) + 10_000;
                blocks.RemoveAt(blocks.Count - 1);
                input += output + random.LogNormal(2_500, 1.2, 10, 50_000);
                if (input > 120_000) break;
            }
        }

        return turns;
    }

    private static void AddBursts(List<Turn> turns, Xoshiro256 random, ref int blockIds)
    {
        double end = turns.Max(turn => turn.AtMs);
        for (double start = BurstSeconds * 1000; start < end; start += BurstSeconds * 1000)
        {
            int[] shared = [0, .. Enumerable.Range(blockIds, (BurstTokens / BlockTokens) - 1)];
            blockIds += shared.Length - 1;
            for (int i = 0; i < BurstRequests; i++)
            {
                double at = start + (random.NextDouble() * 50);
                int output = random.LogNormal(200, 0.5, 1, 1_000);
                turns.Add(new Turn(at, BurstTokens + 300, output, [.. shared, blockIds++]));
            }
        }
    }

    private readonly record struct Turn(double AtMs, int Input, int Output, int[] Blocks);
}
