using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xerotier.Faults.Clients;
using Xerotier.Faults.Processes;

namespace Xerotier.Faults.Soak;

/// <summary>Open streams for minutes, while agents join and leave and clients hang up at random.</summary>
internal sealed class SoakRun(SoakSettings settings, TextWriter output)
{
    private const double HangUpShare = 0.2;
    private const double SocketSlack = 8;
    private const double FailedShare = 0.01;

    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ChangeInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Ramp = TimeSpan.FromSeconds(20);

    private readonly ConcurrentBag<string> _failures = [];
    private readonly List<SoakSample> _samples = [];
    private long _done;
    private long _hungUp;

    /// <summary>Runs it; false when something is not as it should be.</summary>
    public async Task<bool> RunAsync(string directory, CancellationToken cancellationToken)
    {
        string step = settings.StepMs.ToString(CultureInfo.InvariantCulture);
        string room = settings.Streams.ToString(CultureInfo.InvariantCulture);
        await using var installation = await Installation.StartAsync(
            directory,
            ["--sim-decode-ms", step, "--max-num-seqs", room, "--sim-kv-blocks", "200000"],
            ["--Routing:TierConcurrency:self_hosted", "0"],
            cancellationToken);
        for (int i = 0; i < settings.Agents; i++) await installation.StartAgentAsync(cancellationToken);
        await installation.CreateEndpointAsync();
        using var client = new ChatClient(installation, settings.Tokens);
        int sockets = installation.Host.Sockets;
        await output.WriteLineAsync($"{settings.Agents} agents are up; {settings.Streams} streams for {settings.WarmUp}"
            + $" of warm-up and {settings.Length}.");

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(settings.WarmUp + settings.Length);
        var load = Enumerable.Range(0, settings.Streams).Select(i => StreamAsync(client, i, over.Token)).ToArray();
        var changes = ChangeAgentsAsync(installation, over.Token);
        await SampleAsync(installation, over.Token);
        await Task.WhenAll([changes, .. load]);
        cancellationToken.ThrowIfCancellationRequested();

        var verdict = await JudgeAsync(installation, client, sockets, cancellationToken);
        await SoakReport.WriteAsync(output, settings, _samples, verdict);
        return verdict.Problems.Count == 0;
    }

    /// <summary>One client: a stream after the other, some of them left in the middle.</summary>
    private async Task StreamAsync(ChatClient client, int number, CancellationToken over)
    {
        var random = new Random(HashCode.Combine(settings.Seed, number));
        try
        {
            await Task.Delay(Ramp * random.NextDouble(), over);
            for (int i = 0; !over.IsCancellationRequested; i++)
            {
                await AskAsync(client, $"Client {number}, question {i}: what lasts?", random, over);
            }
        }
        catch (OperationCanceledException)
        {
            // The soak is over.
        }
    }

    private async Task AskAsync(ChatClient client, string prompt, Random random, CancellationToken over)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(over);
        int left = random.NextDouble() < HangUpShare ? random.Next(1, settings.Tokens) : int.MaxValue;
        try
        {
            await client.AskAsync(
                prompt,
                stream: true,
                () =>
                {
                    if (--left == 0) leaving.Cancel();
                },
                leaving.Token);
            Interlocked.Increment(ref _done);
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            Interlocked.Increment(ref _hungUp);
        }
        catch (FailedAnswerException exception)
        {
            _failures.Add(exception.Message);
            await Task.Delay(TimeSpan.FromSeconds(1), over);
        }
    }

    /// <summary>Ends an agent, every second time as a power cut would, and starts another one.</summary>
    private async Task ChangeAgentsAsync(Installation installation, CancellationToken over)
    {
        var random = new Random(settings.Seed);
        try
        {
            for (bool kill = true; ; kill = !kill)
            {
                await Task.Delay(ChangeInterval, over);
                await installation.StartAgentAsync(over);
                var gone = installation.Agents[random.Next(installation.Agents.Count - 1)];
                installation.Agents.Remove(gone);
                await (kill ? gone.Process.KillAsync() : gone.Process.TerminateAsync());
                await gone.DisposeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The soak is over.
        }
    }

    private async Task SampleAsync(Installation installation, CancellationToken over)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(SampleInterval, over);
                var sample = new SoakSample(
                    Stopwatch.GetElapsedTime(began).TotalMinutes,
                    await LiveMibAsync(installation, over),
                    installation.Host.ResidentMib,
                    installation.Host.Sockets,
                    await installation.MetricAsync("xerotier_leases", over),
                    Interlocked.Read(ref _done),
                    Interlocked.Read(ref _hungUp),
                    _failures.Count);
                _samples.Add(sample);
                await output.WriteLineAsync(SoakReport.Line(sample));
            }
        }
        catch (OperationCanceledException)
        {
            // The soak is over.
        }
    }

    private static async Task<double> LiveMibAsync(Installation installation, CancellationToken cancellationToken) =>
        await installation.MetricAsync("dotnet_gc_last_collection_heap_size_bytes", cancellationToken) / (1 << 20);

    private async Task<SoakVerdict> JudgeAsync(
        Installation installation, ChatClient client, int socketsBefore, CancellationToken cancellationToken)
    {
        // Clients keep their connections until they go themselves.
        client.Dispose();
        double leases = 0;
        for (int i = 0; i < 60; i++)
        {
            leases = await installation.MetricAsync("xerotier_leases", cancellationToken);
            if (leases == 0 && installation.Host.Sockets <= socketsBefore + SocketSlack) break;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        var judged = _samples.Where(sample => sample.Minute > settings.WarmUp.TotalMinutes).ToList();
        double live = SoakVerdict.Slope(SoakReport.Floors(judged), sample => sample.LiveMib);
        int sockets = installation.Host.Sockets;
        var problems = new List<string>();
        if (live > settings.MaxSlope) problems.Add($"live memory grows by {live:F2} MiB/min");
        if (leases > 0) problems.Add($"{leases} leases are left");
        if (sockets > socketsBefore + SocketSlack) problems.Add($"{sockets - socketsBefore} sockets are left");
        if (_failures.Count > FailedShare * _done) problems.Add($"{_failures.Count} streams failed");
        return new SoakVerdict(
            live,
            SoakVerdict.Slope(judged, sample => sample.ResidentMib),
            leases,
            socketsBefore,
            sockets,
            _done,
            _hungUp,
            _failures.GroupBy(failure => failure).ToDictionary(group => group.Key, group => group.Count()),
            await installation.MetricAsync("xerotier_continuations_total", cancellationToken),
            problems);
    }
}
