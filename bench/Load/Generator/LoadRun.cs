using System.Diagnostics;
using Xerotier.Load.Targets;

namespace Xerotier.Load.Generator;

/// <summary>
/// Clients that send one request after the other, each as soon as its last one is answered, for a while. Those that
/// stream begin evenly spread over the time that a stream takes, and count only once all of them are there.
/// </summary>
internal sealed class LoadRun
{
    private const int MostFailures = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly Target _target;
    private readonly Payload _payload;
    private readonly int _clients;
    private long _from;
    private long _until;

    private LoadRun(Target target, Payload payload, int clients)
    {
        _target = target;
        _payload = payload;
        _clients = clients;
    }

    /// <summary>Runs for a time.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="payload">What to send.</param>
    /// <param name="clients">Requests at a time.</param>
    /// <param name="duration">How long times are kept; the ramp comes on top.</param>
    /// <param name="halfway">Is called in the middle.</param>
    public static async Task<LoadResult> RunAsync(
        Target target, Payload payload, int clients, TimeSpan duration, Action? halfway = null)
    {
        var run = new LoadRun(target, payload, clients);
        var ramp = payload.Duration > Shortest ? payload.Duration : Shortest;
        run._from = Stopwatch.GetTimestamp() + Ticks(ramp);
        run._until = run._from + Ticks(duration);
        var loops = Enumerable.Range(0, clients).Select(client => Task.Run(() => run.LoopAsync(client, ramp))).ToList();
        await Task.Delay(ramp);
        double before = target.Processes.CpuSeconds();
        await Task.Delay(duration / 2);
        halfway?.Invoke();
        await Task.Delay(duration / 2);
        double cpu = target.Processes.CpuSeconds() - before;
        return LoadResult.Sum(await Task.WhenAll(loops), duration, cpu);
    }

    private async Task<ClientResult> LoopAsync(int client, TimeSpan ramp)
    {
        if (_payload.Streams) await Task.Delay(ramp * client / _clients);
        byte[] request = _target.Request(_payload, client);
        var (answer, times) = (new AnswerText(), new Samples());
        var (served, failed) = (0, 0);
        string? reason = null;
        HttpConnection? connection = null;
        try
        {
            for (long started; (started = Stopwatch.GetTimestamp()) < _until && failed < MostFailures;)
            {
                string? problem;
                try
                {
                    connection ??= await HttpConnection.OpenAsync(_target.Address);
                    started = Stopwatch.GetTimestamp();
                    answer.Records = started >= _from;
                    answer.Begin(_payload.Streams);
                    int status = await connection.ExchangeAsync(request, answer);
                    problem = status != 200 ? $"status {status}" : answer.IsValid ? null : "an answer of somebody else";
                }
                catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
                {
                    problem = exception.Message;
                    connection?.Dispose();
                    connection = null;
                }

                long ended = Stopwatch.GetTimestamp();
                if (problem is not null) (failed, reason) = (failed + 1, problem);
                else if (ended >= _from && ended < _until) served++;
                if (answer.Records) times.Add(ended - started);
            }
        }
        finally
        {
            connection?.Dispose();
        }

        return new ClientResult(times, answer.FirstBytes, answer.Gaps, served, failed, reason);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
