using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Xerotier.ClusterFaults;

/// <summary>
/// Sends requests at a constant rate, whether earlier ones were answered or not, every second one streamed, to all API
/// hosts in turn. A host that refuses the connection is passed over, as a balancer does; whatever else goes wrong is a
/// failed request and is not repeated.
/// </summary>
internal sealed class Load(LocalCluster cluster, int rate, TimeProvider time) : IDisposable
{
    private const int Tokens = 16;

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1024, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

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

    public void Dispose() => _http.Dispose();

    private async Task AskAsync(long number)
    {
        var started = Now;
        var streamed = number % 2 == 1;
        var failure = await TryAskAsync(number, streamed);
        _answers.Enqueue(new Answer(streamed, failure, started, Now - started));
    }

    private async Task<string?> TryAskAsync(long number, bool streamed)
    {
        for (var attempt = 0; ; attempt++)
        {
            var url = cluster.BaseUrls[(int)((number / 2 + attempt) % cluster.BaseUrls.Count)];
            try
            {
                return await AskAsync(url, number, streamed);
            }
            catch (HttpRequestException exception) when (attempt < cluster.BaseUrls.Count - 1
                && exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                // The next host.
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                or OperationCanceledException)
            {
                return exception.GetType().Name;
            }
        }
    }

    private async Task<string?> AskAsync(string url, long number, bool streamed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url + cluster.ChatPath);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", cluster.ApiKey);
        request.Content = new StringContent(
            $$"""
            {"model":"any","messages":[{"role":"user","content":"question {{number}}"}],"max_tokens":{{Tokens}},
            "ignore_eos":true,"stream":{{(streamed ? "true" : "false")}}}
            """,
            Encoding.UTF8,
            "application/json");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var text = await response.Content.ReadAsStringAsync();
        var end = streamed ? "data: [DONE]" : "\"usage\"";
        return !response.IsSuccessStatusCode ? $"{(int)response.StatusCode}"
            : text.Contains(end, StringComparison.Ordinal) ? null
            : "cut off";
    }
}
