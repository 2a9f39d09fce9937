using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>
/// llm-d's published comparison of precise prefix routing (September 2025): 150 customers with a prefix of their own,
/// five users each, a ladder of request rates, drained between its stages.
/// </summary>
internal static class LlmDWorkload
{
    private const int Workers = 8;
    private const int Groups = 150;
    private const int UsersPerGroup = 5;
    private const int GroupTokens = 6_000;
    private const int UserTokens = 1_200;
    private const int Output = 1_000;
    private const int BlockTokens = 64;
    private const int RouterStride = 4;

    private static readonly WorkerModel Model = new()
    {
        PrefillRate = 9_000,
        StepMs = 10.5,
        KvTokens = 307_328,
        FixedMs = 200,
    };

    private static readonly (int PerSecond, int Seconds)[] Ladder =
    [
        (15, 50), (3, 20), (10, 20), (15, 20), (20, 38), (22, 34), (25, 30), (30, 25), (35, 21), (40, 38), (43, 36),
        (46, 33), (49, 30), (52, 29), (55, 27), (57, 26), (60, 25),
    ];

    /// <summary>
    /// Builds the workload; the first stage warms up. Its rates are fixed: there is no load to scale to.
    /// </summary>
    public static Workload Create(WorkloadSettings settings, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var builder = new WorkloadBuilder("llm-d") { BlockTokens = BlockTokens, RouterStride = RouterStride };
        int prompt = (GroupTokens + UserTokens) / BlockTokens;
        var first = AddPrompts(builder, prompt, out int blockIds);
        var stages = new List<int>();
        foreach (var (perSecond, seconds) in Ladder)
        {
            stages.Add(builder.Count);
            double mean = 1000.0 / perSecond;
            for (double at = random.Exponential(mean); at < seconds * 1000; at += random.Exponential(mean))
            {
                builder.Add(
                    at, GroupTokens + UserTokens, Output, firstBlock: first[random.NextInt(first.Length)],
                    promptBlocks: prompt);
            }
        }

        return builder.Build(
            settings.Fleet(Workers, Model), blockIds, load: null, stages: [.. stages], firstMeasured: stages[1]);
    }

    private static int[] AddPrompts(WorkloadBuilder builder, int prompt, out int blockIds)
    {
        int shared = GroupTokens / BlockTokens;
        var first = new int[Groups * UsersPerGroup];
        var blocks = new int[prompt];
        blockIds = Groups * shared;
        for (int user = 0; user < first.Length; user++)
        {
            int group = user / UsersPerGroup;
            for (int b = 0; b < prompt; b++) blocks[b] = b < shared ? (group * shared) + b : blockIds++;
            first[user] = builder.AddBlocks(blocks);
        }

        return first;
    }
}
