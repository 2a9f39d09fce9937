using System.Diagnostics;
using Xerotier.Routing;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Prefixes;

namespace Xerotier.Benchmarks.Routing;

/// <summary>
/// Match, filter, predict, score, pick for a prompt of 64 blocks. Hashing the prompt is not part of it.
/// </summary>
internal sealed class RouteDecisions : IBenchmark
{
    private const int Decisions = 2_000;

    public string Name => "route-decisions";

    public async Task<IReadOnlyList<Finding>> RunAsync() =>
    [
        .. await MeasureAsync(1_000, "<= 20"),
        .. await MeasureAsync(10_000, "<= 200"),
    ];

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(int agents, string budget)
    {
        var memory = new PoolMemory(new PrefixLimits { MaxEntries = 1_000_000 });
        FleetView view = Fleets.Loaded(agents, memory);
        Fleets.Fill(memory.Prefixes, agents, 1_000_000);
        var policy = new RoutePolicy(new RoutingWeights(), 0.05, 4, TimeSpan.FromSeconds(30));
        var planner = new RoutePlanner(policy, new Xoshiro256(3));
        UInt128[] prompt = new UInt128[Fleets.PromptLength];
        int number = 0;
        var each = new List<double>(Decisions);
        Rounds rounds = await Rounds.RunAsync(25, Decisions, () =>
        {
            each.Clear();
            for (int i = 0; i < Decisions; i++)
            {
                Fleets.WritePrompt(number++ % 5_000, prompt);
                long started = Stopwatch.GetTimestamp();
                planner.Plan(Fleets.Request(prompt), view, null);
                each.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }

            return Task.CompletedTask;
        });
        each.Sort();
        return
        [
            new($"fastest decision, {agents:N0} agents", each[0], "us", budget),
            new($"median decision, {agents:N0} agents", each[Decisions / 2], "us", budget),
            new($"wall clock time of a decision, {agents:N0} agents", rounds.Wall / 1_000, "us", budget),
            new($"processor time of a decision, {agents:N0} agents", rounds.Cpu / 1_000, "us", budget),
            new($"bytes allocated by a decision, {agents:N0} agents", rounds.Bytes, "bytes", "0"),
        ];
    }
}
