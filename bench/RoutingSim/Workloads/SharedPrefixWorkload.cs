using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>
/// Users who share system prompts and talk in turns: a prompt is the system prompt, what was said so far and a new
/// question; after <see cref="Turns"/> turns a user starts anew. Requests arrive as a Poisson process from users taken
/// at random, so that the arrivals do not depend on the policy.
/// </summary>
internal static class SharedPrefixWorkload
{
    private const int Workers = 10;
    private const int Requests = 10_000;
    private const int Turns = 5;
    private const int OutputMean = 1_000;
    private const int OutputDeviation = 300;
    private const int BlockTokens = 64;
    private const int RouterStride = 4;
    private const double Load = 0.8;

    /// <summary>Builds the workload.</summary>
    public static Workload Create(SharedPrefixRegime regime, WorkloadSettings settings, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var builder = new WorkloadBuilder(regime.Name) { BlockTokens = BlockTokens, RouterStride = RouterStride };
        int shared = regime.SystemTokens / BlockTokens;
        var talks = new Talk[regime.Groups * regime.UsersPerGroup];
        int blockIds = regime.Groups * shared;
        int count = settings.Requests ?? Requests;
        double at = 0;
        for (int i = 0; i < count; i++)
        {
            at += random.Exponential(1000);
            int user = random.NextInt(talks.Length);
            var talk = talks[user].Turn is 0 or Turns
                ? new Talk(0, regime.SystemTokens, SystemBlocks(user / regime.UsersPerGroup, shared))
                : talks[user];
            int input = talk.Tokens + regime.QuestionTokens;
            int output = (int)Math.Max(1, random.Normal(OutputMean, OutputDeviation));
            var blocks = talk.Blocks;
            int all = (input + output) / BlockTokens;
            while (blocks.Count < all) blocks.Add(blockIds++);
            int first = builder.AddBlocks([.. blocks]);
            builder.Add(
                at, input, output, firstBlock: first, promptBlocks: input / BlockTokens, allBlocks: all);
            talks[user] = new Talk(talk.Turn + 1, input + output, blocks);
        }

        return builder.Build(settings.Fleet(Workers, new WorkerModel()), blockIds, settings.LoadOr(Load));
    }

    private static List<int> SystemBlocks(int group, int shared) => [.. Enumerable.Range(group * shared, shared)];

    private readonly record struct Talk(int Turn, int Tokens, List<int> Blocks);
}
