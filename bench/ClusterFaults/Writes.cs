using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Xerotier.ClusterFaults;

/// <summary>Creates models one after the other, and finds out in the end whether those that were acknowledged are
/// there.</summary>
internal sealed class Writes : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly LocalCluster _cluster;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<string> _acknowledged = [];

    public Writes(LocalCluster cluster)
    {
        _cluster = cluster;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cluster.ApiKey);
    }

    public int Acknowledged => _acknowledged.Count;

    public int Refused { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            if (await TryCreateAsync(number) is { } path)
            {
                _acknowledged.Add(path);
            }
            else
            {
                Refused++;
            }

            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Deletes what was created; answers how many were not there any more.</summary>
    public async Task<int> CountLostAsync()
    {
        var lost = 0;
        foreach (var path in _acknowledged)
        {
            using var found = await _http.GetAsync(_cluster.BaseUrls[0] + path);
            lost += found.IsSuccessStatusCode ? 0 : 1;
            using var deleted = await _http.DeleteAsync(_cluster.BaseUrls[0] + path);
        }

        return lost;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> TryCreateAsync(int number)
    {
        var models = $"/{_cluster.ProjectId}/v1/models";
        try
        {
            var url = _cluster.BaseUrls[number % _cluster.BaseUrls.Count] + models;
            using var answer = await _http.PostAsJsonAsync(
                url, new { name = $"written-{number}", source = "agent:simulated", context_length = 1024 });
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            var model = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return $"{models}/{model.GetProperty("id").GetString()}";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
