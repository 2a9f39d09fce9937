using System.Collections.Concurrent;

namespace Xerotier.ClusterFaults;

/// <summary>
/// Sends requests at a constant rate, whether earlier ones were answered or not, every second one streamed. A request
/// that fails is not repeated.
/// </summary>
internal sealed class Load(LocalCluster cluster, int rate, TimeProvider time) : IDisposable
{
    private const int Tokens = 16;

    private readonly Balancer _balancer = new(cluster, TimeSpan.FromSeconds(60));
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly long _began = time.GetTimestamp();
    private long _sent;

    /// <summary>Time since the run began.</summary>
    public TimeSpan Now => time.GetElapsedTime(_began);

    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>Sends until it is told to stop, then waits for what runs.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var running = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                running.Add(AskAsync(_sent++));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    public void Dispose() => _balancer.Dispose();

    private async Task AskAsync(long number)
    {
        var started = Now;
        var streamed = number % 2 == 1;
        string? failure;
        try
        {
            failure = await AskAsync(number, streamed);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            or OperationCanceledException)
        {
            failure = exception.GetType().Name;
        }

        _answers.Enqueue(new Answer(streamed, failure, started, Now - started));
    }

    private async Task<string?> AskAsync(long number, bool streamed)
    {
        using var response = await _balancer.SendAsync(
            number / 2,
            HttpMethod.Post,
            cluster.ChatPath,
            $$"""
            {"model":"any","messages":[{"role":"user","content":"question {{number}}"}],"max_tokens":{{Tokens}},
            "ignore_eos":true,"stream":{{(streamed ? "true" : "false")}}}
            """);
        var text = await response.Content.ReadAsStringAsync();
        var end = streamed ? "data: [DONE]" : "\"usage\"";
        return !response.IsSuccessStatusCode ? $"{(int)response.StatusCode}"
            : text.Contains(end, StringComparison.Ordinal) ? null
            : "cut off";
    }
}
