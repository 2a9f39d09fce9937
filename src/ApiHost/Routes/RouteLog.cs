using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Inference;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Routes;

/// <summary>
/// Remembers requests that have ended and hands them to the projects' logs each second. What is lost on the way is
/// lost: nothing here is promised to anybody.
/// </summary>
internal sealed partial class RouteLog(
    IGrainFactory grains,
    IOptions<RouteRecordingOptions> options,
    TimeProvider time,
    ILogger<RouteLog> logger) : BackgroundService
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(string ProjectId, RouteRecord Record)> _pending = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);

    /// <summary>Remembers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cost">What it cost.</param>
    public void Add(InferenceCall call, TokenUsage cost)
    {
        if (!options.Value.Enabled || _pending.Count >= options.Value.MaxPending)
        {
            return;
        }

        var spec = call.Endpoint.Spec;
        var elapsed = call.Timing.Elapsed;
        _pending.Enqueue((spec.ProjectId, new RouteRecord(
            call.Context.TraceIdentifier,
            time.GetUtcNow() - elapsed,
            spec.Slug,
            call.Endpoint.Route.ServedName,
            cost.PromptTokens > 0 ? cost.PromptTokens : call.Outline.PromptTokens,
            cost.CompletionTokens,
            cost.CachedTokens,
            elapsed.TotalMilliseconds,
            call.Outline.Prompt.Length,
            call.PromptBlocks,
            call.Route?.Outcome ?? RouteOutcome.Unspecified,
            call.Route?.Report)));
    }

    /// <summary>A request of a project; null when it is not remembered.</summary>
    public async Task<RouteRecord?> FindAsync(string projectId, string requestId)
    {
        await FlushAsync();
        return await grains.GetGrain<IRouteLogGrain>(projectId).FindAsync(requestId);
    }

    /// <summary>The requests of a project, the oldest first.</summary>
    public async Task<IReadOnlyList<RouteRecord>> ListAsync(string projectId)
    {
        await FlushAsync();
        return await grains.GetGrain<IRouteLogGrain>(projectId).ListAsync();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _flushing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FlushInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await FlushAsync();
        }
    }

    private async Task FlushAsync()
    {
        await _flushing.WaitAsync();
        try
        {
            var records = new List<(string ProjectId, RouteRecord Record)>();
            while (records.Count < options.Value.MaxPending && _pending.TryDequeue(out var next))
            {
                records.Add(next);
            }

            foreach (var project in records.GroupBy(entry => entry.ProjectId, entry => entry.Record))
            {
                await SendAsync(project.Key, [.. project]);
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    private async Task SendAsync(string projectId, RouteRecord[] records)
    {
        try
        {
            await grains.GetGrain<IRouteLogGrain>(projectId).AppendAsync([.. records]);
        }
        catch (Exception exception)
        {
            LogLost(exception, records.Length, projectId);
        }
    }

    [LoggerMessage(1701, LogLevel.Warning, "{Count} requests of {ProjectId} will not be explained: their log is away")]
    private partial void LogLost(Exception exception, int count, string projectId);
}
