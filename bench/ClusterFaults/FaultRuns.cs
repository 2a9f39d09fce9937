using System.Globalization;

namespace Xerotier.ClusterFaults;

/// <summary>Breaks one thing after the other under load and prints a row for each.</summary>
internal sealed class FaultRuns(LocalCluster cluster, int rate, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(20);

    public async Task RunAsync(IReadOnlyCollection<string> only, CancellationToken cancellationToken)
    {
        Print("fault", "requests", "failed plain", "failed streamed", "longest pause", "slowest plain",
            "slowest before", "writes acknowledged", "writes refused", "lost");
        Print([.. Enumerable.Repeat("---", 10)]);
        foreach (var (name, fault) in Faults())
        {
            if (only.Count == 0 || only.Contains(name))
            {
                await RunAsync(name, fault, cancellationToken);
            }
        }
    }

    private IEnumerable<(string Name, Func<CancellationToken, Task> Fault)> Faults()
    {
        yield return ("none", _ => Task.CompletedTask);
        yield return ("silo-kill", stop => cluster.RunAsync("kill", "silo2", stop));
        yield return ("silo-add", stop => cluster.RunAsync("start", "silo2", stop));
        yield return ("silo-remove", stop => cluster.RunAsync("stop", "silo3", stop));
        yield return ("silo-back", stop => cluster.RunAsync("start", "silo3", stop));
        yield return ("rolling-restart", RestartAllAsync);
        yield return ("api-kill", stop => cluster.RunAsync("kill", "api2", stop));
        yield return ("api-back", stop => cluster.RunAsync("start", "api2", stop));
        yield return ("store-away", StopStoreAsync);
    }

    private async Task RestartAllAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in new[] { "silo1", "silo2", "silo3" })
        {
            await cluster.RunAsync("stop", silo, cancellationToken);
            await cluster.RunAsync("start", silo, cancellationToken);
        }
    }

    private async Task StopStoreAsync(CancellationToken cancellationToken)
    {
        await cluster.RunAsync("stop", "postgres", cancellationToken);
        await Task.Delay(StoreAway, time, cancellationToken);
        await cluster.RunAsync("start", "postgres", cancellationToken);
    }

    private async Task RunAsync(
        string name, Func<CancellationToken, Task> fault, CancellationToken cancellationToken)
    {
        using var load = new Load(cluster, rate, time);
        using var writes = new Writes(cluster, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.WhenAll(load.RunAsync(stop.Token), writes.RunAsync(stop.Token));
        await Task.Delay(Quiet, time, cancellationToken);
        var broken = load.Now;
        await fault(cancellationToken);
        await Task.Delay(Aftermath, time, cancellationToken);
        await stop.CancelAsync();
        await running;
        Report(name, load.Answers, broken, writes, await writes.CountLostAsync());
    }

    private static void Report(
        string name, IReadOnlyCollection<Answer> answers, TimeSpan broken, Writes writes, int lost)
    {
        var good = answers.Where(answer => answer.Failure is null).OrderBy(answer => answer.Ended).ToArray();
        var pause = good.Zip(good.Skip(1), (one, next) => next.Ended - one.Ended).DefaultIfEmpty().Max();
        Print(
            name,
            Text(answers.Count),
            Text(answers.Count(answer => answer is { Streamed: false, Failure: not null })),
            Text(answers.Count(answer => answer is { Streamed: true, Failure: not null })),
            Seconds(pause),
            Seconds(Slowest(good.Where(answer => !answer.Streamed && answer.Ended >= broken))),
            Seconds(Slowest(good.Where(answer => !answer.Streamed && answer.Ended < broken))),
            Text(writes.Acknowledged),
            Text(writes.Refused),
            Text(lost));
        foreach (var failure in answers.Where(answer => answer.Failure is not null).GroupBy(answer => answer.Failure))
        {
            Console.Error.WriteLine(
                $"{name}: {failure.Count()} x {failure.Key}, {Seconds(failure.Min(answer => answer.Started) - broken)}"
                + $" to {Seconds(failure.Max(answer => answer.Started) - broken)} after the fault");
        }
    }

    private static TimeSpan Slowest(IEnumerable<Answer> answers) =>
        answers.Select(answer => answer.Took).DefaultIfEmpty().Max();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + " s";

    private static void Print(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
