using Xerotier.Load.Generator;
using Xerotier.Load.Results;
using Xerotier.Load.Targets;

namespace Xerotier.Load.Scenarios;

/// <summary>
/// Gives every target its turn in each round of a scenario, in an order drawn anew, and compares it with the direct
/// path of the same round.
/// </summary>
internal sealed class Measurement(IReadOnlyList<Target> targets, Random random)
{
    private const int KibPerMib = 1024;
    private const int WarmClients = 16;

    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(2);

    /// <summary>Lets runtimes compile what they will run.</summary>
    public async Task WarmAsync()
    {
        var stream = new Payload(4096, 50, TimeSpan.FromMilliseconds(2));
        foreach (var target in targets)
        {
            for (int i = 0; i < 2; i++)
            {
                await LoadRun.RunAsync(target, new Payload(200), WarmClients, WarmTime / 2);
                await LoadRun.RunAsync(target, stream, WarmClients, WarmTime / 2);
                await LoadRun.RunAsync(target, new Payload(4096), 1, WarmTime / 2);
            }
        }
    }

    /// <summary>Measures one scenario.</summary>
    /// <returns>A row for each target.</returns>
    public async Task<IReadOnlyList<Row>> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var turns = targets.ToDictionary(target => target.Name, _ => new List<Turn>());
        for (int round = 0; round < scenario.Rounds; round++)
        {
            Target[] order = [.. targets];
            random.Shuffle(order);
            foreach (var target in order)
            {
                cancellationToken.ThrowIfCancellationRequested();
                turns[target.Name].Add(await TakeTurnAsync(scenario, target));
            }
        }

        var direct = turns[DirectPath.Column];
        return [.. targets.Select(target => RowOf(scenario, target.Name, turns[target.Name], direct))];
    }

    private static async Task<Turn> TakeTurnAsync(Scenario scenario, Target target)
    {
        var processes = target.Processes;
        processes.ResetPeak();
        double before = processes.ResidentMib();
        double during = before;
        var result = await LoadRun.RunAsync(
            target, scenario.Payload, scenario.Clients, scenario.Duration, () => during = processes.ResidentMib());
        return new Turn(result, processes.PeakMib(), (during - before) * KibPerMib / scenario.Clients);
    }

    private static Row RowOf(Scenario scenario, string target, List<Turn> turns, List<Turn> direct)
    {
        Percentiles Added(Func<LoadResult, Percentiles> of) =>
            Percentiles.Median([.. turns.Zip(direct, (own, other) => of(own.Result) - of(other.Result))]);

        double Middle(Func<Turn, double> of) => Percentiles.Median(turns.Select(of));

        return new Row
        {
            Scenario = scenario.Name,
            Target = target,
            Streams = scenario.Payload.Streams,
            PromptBytes = scenario.Payload.PromptBytes,
            Clients = scenario.Clients,
            GapMs = scenario.Payload.Gap.TotalMilliseconds,
            RequestsPerSecond = Middle(turn => turn.Result.RequestsPerSecond),
            Times = Percentiles.Median([.. turns.Select(turn => turn.Result.Times)]),
            AddedTimes = Added(result => result.Times),
            AddedFirstBytes = Added(result => result.FirstBytes),
            AddedGaps = Added(result => result.Gaps),
            CpuSecondsPer1000 = Middle(turn => turn.Result.CpuPer1000),
            PeakMib = turns.Max(turn => turn.PeakMib),
            KibPerStream = Middle(turn => turn.KibPerClient),
            Failed = turns.Sum(turn => turn.Result.Failed),
            Reason = turns.Select(turn => turn.Result.Reason).FirstOrDefault(reason => reason is not null),
        };
    }

    private sealed record Turn(LoadResult Result, double PeakMib, double KibPerClient);
}
