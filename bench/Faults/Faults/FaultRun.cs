using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xerotier.Faults.Clients;
using Xerotier.Faults.Processes;

namespace Xerotier.Faults.Faults;

/// <summary>One installation, one load, one fault in the middle of it.</summary>
internal sealed class FaultRun(FaultSettings settings, Fault fault, bool streamed)
{
    private const int Prompts = 16;
    private const double StrikesAt = 0.3;
    private const double SlowFactor = 3;

    private static readonly string[] Signs = ["failed request", "Tunnel of agent", "does not answer"];

    private readonly ConcurrentBag<Answer> _answers = [];
    private readonly string[] _expected = new string[Prompts];
    private readonly TaskCompletionSource _due = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _began;
    private int _ended;

    /// <summary>Runs it.</summary>
    public async Task<FaultRow> RunAsync(string directory, CancellationToken cancellationToken)
    {
        string step = settings.StepMs.ToString(CultureInfo.InvariantCulture);
        await using var installation = await Installation.StartAsync(
            directory, ["--sim-decode-ms", step, "--max-num-seqs", "256"], [], cancellationToken);
        for (int i = 0; i < settings.Agents; i++) await installation.StartAgentAsync(cancellationToken);
        await installation.CreateEndpointAsync();
        using var client = new ChatClient(installation, settings.Tokens);
        await WarmUpAsync(client, cancellationToken);

        _began = Stopwatch.GetTimestamp();
        var load = Enumerable.Range(0, settings.Clients)
            .Select(number => LoadAsync(installation, client, number, cancellationToken))
            .ToArray();
        await Task.WhenAny(_due.Task, Task.WhenAll(load));
        double? detected = null;
        var victim = await installation.BusiestAgentAsync();
        var struck = Stopwatch.GetElapsedTime(_began);
        installation.Host.Printed += line =>
        {
            if (detected is null && Signs.Any(sign => line.Contains(sign, StringComparison.Ordinal)))
            {
                detected = (Stopwatch.GetElapsedTime(_began) - struck).TotalMilliseconds;
            }
        };
        using var undo = await fault.Strike(installation, victim, cancellationToken);
        await Task.WhenAll(load);
        double continued = await installation.MetricAsync("xerotier_continuations_total", cancellationToken);
        return Row(struck, detected, continued);
    }

    /// <summary>Learns the right answers, and lets the server learn how fast its agents are.</summary>
    private async Task WarmUpAsync(ChatClient client, CancellationToken cancellationToken)
    {
        await Installation.UntilAsync("requests are served", async () =>
        {
            try
            {
                await client.AskAsync("warm-up", stream: true, cancellationToken: cancellationToken);
                return true;
            }
            catch (FailedAnswerException)
            {
                return false;
            }
        }, cancellationToken);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Prompts * 2 * settings.Agents),
            new ParallelOptions { MaxDegreeOfParallelism = settings.Clients, CancellationToken = cancellationToken },
            async (i, cancellation) =>
            {
                string text = await client.AskAsync(Prompt(i % Prompts), stream: true, cancellationToken: cancellation);
                if (Interlocked.CompareExchange(ref _expected[i % Prompts], text, null) is { } known && known != text)
                {
                    throw new InvalidOperationException("Equal requests got different answers.");
                }
            });
    }

    private async Task LoadAsync(
        Installation installation, ChatClient client, int number, CancellationToken cancellationToken)
    {
        for (int i = 0; i < settings.Requests; i++)
        {
            int prompt = ((number * settings.Requests) + i) % Prompts;
            var started = Stopwatch.GetElapsedTime(_began);
            string? failure = null;
            try
            {
                string text = await client.AskAsync(Prompt(prompt), streamed, cancellationToken: cancellationToken);
                failure = text == _expected[prompt] ? null : "wrong text";
            }
            catch (FailedAnswerException exception)
            {
                failure = exception.Message;
            }

            _answers.Add(new Answer(failure, started, Stopwatch.GetElapsedTime(_began) - started));
            if (Interlocked.Increment(ref _ended) >= StrikesAt * settings.Clients * settings.Requests)
            {
                _due.TrySetResult();
            }

            // A client whose server is away waits for it, rather than burn its requests.
            if (failure is not null) await ReachableAsync(installation, cancellationToken);
        }
    }

    private static async Task ReachableAsync(Installation installation, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await Installation.UntilAsync("the server answers", async () =>
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(installation.Root, "/healthz"), cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, cancellationToken);
    }

    private FaultRow Row(TimeSpan struck, double? detected, double continued)
    {
        var before = _answers.Where(answer => answer.Ended <= struck).Select(answer => answer.Took).Order().ToList();
        var median = before[before.Count / 2];
        var after = _answers.Where(answer => answer.Ended > struck).ToList();
        var hurt = after.Where(answer => answer.Failure is not null || answer.Took > SlowFactor * median).ToList();
        var failures = _answers.Where(answer => answer.Failure is not null)
            .GroupBy(answer => answer.Failure!)
            .ToDictionary(group => group.Key, group => group.Count());
        return new FaultRow(
            fault.Name,
            streamed,
            _answers.Count,
            failures.Values.Sum(),
            failures,
            continued,
            detected,
            hurt.Count == 0 ? 0 : (hurt.Max(answer => answer.Ended) - struck).TotalMilliseconds,
            median.TotalMilliseconds,
            after.Max(answer => answer.Took).TotalMilliseconds);
    }

    private static string Prompt(int number) => $"Question {number}: how do streams survive?";
}
