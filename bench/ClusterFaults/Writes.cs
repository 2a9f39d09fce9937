using System.Net.Http.Json;
using System.Text.Json;

namespace Xerotier.ClusterFaults;

/// <summary>Creates models one after the other, and finds out in the end whether those that were acknowledged are
/// there.</summary>
internal sealed class Writes(LocalCluster cluster, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Balancer _balancer = new(cluster, TimeSpan.FromSeconds(30));
    private readonly List<string> _acknowledged = [];

    private string Models => $"/{cluster.ProjectId}/v1/models";

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

            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Deletes what was created; answers how many were not there any more.</summary>
    public async Task<int> CountLostAsync()
    {
        var lost = 0;
        foreach (var path in _acknowledged)
        {
            using var found = await _balancer.SendAsync(0, HttpMethod.Get, path);
            lost += found.IsSuccessStatusCode ? 0 : 1;
            using var deleted = await _balancer.SendAsync(0, HttpMethod.Delete, path);
        }

        return lost;
    }

    public void Dispose() => _balancer.Dispose();

    private async Task<string?> TryCreateAsync(int number)
    {
        try
        {
            using var answer = await _balancer.SendAsync(
                number,
                HttpMethod.Post,
                Models,
                $$"""{"name":"written-{{number}}","source":"agent:simulated","context_length":1024}""");
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            var model = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return $"{Models}/{model.GetProperty("id").GetString()}";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
