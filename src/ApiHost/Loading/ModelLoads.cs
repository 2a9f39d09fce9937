using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Hosting;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Loading;

/// <summary>
/// Has agents load the models that requests want and nobody serves, and replaces older versions by the wanted ones, one
/// agent after the other. Requests for one model share a load; hosts that see the same choose the same agent, which
/// loads once.
/// </summary>
internal sealed partial class ModelLoads(
    IGrainFactory grains,
    AgentLoader loader,
    IOptions<LoadingOptions> options,
    HostStop stop,
    TimeProvider time,
    ILogger<ModelLoads> logger)
{
    private const int MaxFollowed = 10_000;
    private const string OwnAgents = "agent:";
    private const string HuggingFace = "hf:";

    private readonly IRouterGrain _router = grains.GetGrain<IRouterGrain>(GrainKeys.Router);
    private readonly ConcurrentDictionary<(Guid, string), Lazy<Task<LoadOutcome>>> _loads = new();
    private readonly ConcurrentDictionary<(Guid, string), DateTimeOffset> _nextChecks = new();

    /// <summary>What a request is told whose model takes longer to load than it may wait.</summary>
    public Fault StillLoading { get; } = new(
        FaultCode.ModelLoading,
        "The model is being loaded; try again in a moment.",
        RetryAfterSeconds: options.Value.RetryAfterSeconds);

    /// <summary>Has the model loaded somewhere unless somebody serves it, and waits for that.</summary>
    /// <param name="target">What is wanted; null when there is nothing to load.</param>
    /// <param name="query">The request that wants it.</param>
    /// <param name="patience">Time the request has; beyond <see cref="LoadingOptions.Wait"/> the load goes on without
    /// it.</param>
    /// <param name="cancellationToken">Ends the wait, not the load.</param>
    public async ValueTask<LoadOutcome> EnsureAsync(
        LoadTarget? target, RouteQuery query, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (target is null)
        {
            return LoadOutcome.Impossible;
        }

        var limit = patience < options.Value.Wait ? patience : options.Value.Wait;
        var load = _loads.GetOrAdd(
            target.Key, _ => new Lazy<Task<LoadOutcome>>(() => LoadAsync(target, query))).Value;
        try
        {
            return await load.WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException) when (!load.IsCompleted)
        {
            return LoadOutcome.Loading;
        }
    }

    /// <summary>
    /// Sometimes looks for agents that serve another version than the one wanted and has them load that one. Returns
    /// at once.
    /// </summary>
    /// <param name="target">What is wanted; null for any version.</param>
    /// <param name="query">A request that wants it.</param>
    public void Follow(LoadTarget? target, RouteQuery query)
    {
        var now = time.GetUtcNow();
        if (target is null || IsOldShare(target))
        {
            return;
        }

        if (_nextChecks.TryGetValue(target.Key, out var next) && now < next)
        {
            return;
        }

        // Whoever changes the entry does the work; it is set anew at the end.
        var busy = now + options.Value.VersionLoadLimit;
        var isMine = next == default
            ? _nextChecks.TryAdd(target.Key, busy)
            : _nextChecks.TryUpdate(target.Key, busy, next);
        if (isMine)
        {
            _ = Task.Run(() => ReplaceAsync(target, query), stop.Draining);
        }
    }

    /// <summary>In a staged rollout, those who want the older version put up with the newer one.</summary>
    private static bool IsOldShare(LoadTarget target) =>
        !target.IsPinned && target.Version != target.Route.LatestVersion;

    private async Task<LoadOutcome> LoadAsync(LoadTarget target, RouteQuery query)
    {
        try
        {
            var excluded = query.ExcludedAgents;
            for (var i = 0; i < options.Value.MaxAgents; i++)
            {
                var place = await _router.PlaceAsync(new PlacementQuery(
                    query with { ExcludedAgents = excluded }, target.Version, target.IsPinned, Replaces: false));
                if (place.IsServed)
                {
                    return LoadOutcome.Served;
                }

                if (place.AgentId is not { } agentId || await WishAsync(target, displaces: true) is not { } wish)
                {
                    return LoadOutcome.Impossible;
                }

                if (await loader.LoadAsync(agentId, wish, stop.Draining) is { } ack)
                {
                    return ack.State == AgentProtocol.LoadedState ? LoadOutcome.Loaded : LoadOutcome.Loading;
                }

                excluded = excluded.Add(agentId);
            }

            return LoadOutcome.Impossible;
        }
        finally
        {
            _loads.TryRemove(target.Key, out _);
        }
    }

    /// <summary>Goes through the agents that serve another version, one when the one before is done.</summary>
    private async Task ReplaceAsync(LoadTarget target, RouteQuery query)
    {
        try
        {
            // In a staged rollout both versions are wanted: the new one must not take the old one's place.
            var isStaged = target.Route.Spec.RolloutPercent is < 100;
            ImmutableArray<Guid> done = [];
            ModelLoadRequest? wish = null;
            while (true)
            {
                var place = await _router.PlaceAsync(new PlacementQuery(
                    query with { ExcludedAgents = done }, target.Version, target.IsPinned, Replaces: true));
                wish ??= place.AgentId is null ? null : await WishAsync(target, displaces: !isStaged);
                if (place.AgentId is not { } agentId || wish is null)
                {
                    break;
                }

                await FollowAsync(agentId, wish);
                done = done.Add(agentId);
            }
        }
        catch (Exception exception)
        {
            LogFailed(exception, target.Route.Spec.ModelId, target.Version);
        }
        finally
        {
            _nextChecks[target.Key] = time.GetUtcNow() + options.Value.VersionCheckInterval;
            Forget();
        }
    }

    private async Task FollowAsync(Guid agentId, ModelLoadRequest wish)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < options.Value.VersionLoadLimit)
        {
            var ack = await loader.LoadAsync(agentId, wish, stop.Draining);
            if (ack is null || ack.State == AgentProtocol.LoadedState)
            {
                return;
            }
        }
    }

    /// <summary>What to tell an agent; null when there is nothing to load.</summary>
    private async Task<ModelLoadRequest?> WishAsync(LoadTarget target, bool displaces)
    {
        var model = grains.GetGrain<IModelGrain>(GrainKeys.Uuid(target.Route.Spec.ModelId));
        var info = await model.GetAsync();
        if (info.Value is not { } found || found.Spec.Source.StartsWith(OwnAgents, StringComparison.Ordinal))
        {
            return null;
        }

        var isFetchedByAgent = found.Spec.Source.StartsWith(HuggingFace, StringComparison.Ordinal);
        var row = await model.GetVersionAsync(target.Version);
        if (row.Value is not { Info.Servable: true } || (row.Value.Manifest is null && !isFetchedByAgent))
        {
            return null;
        }

        var wait = (int)Math.Ceiling(options.Value.Wait.TotalSeconds);
        return new ModelLoadRequest(
            found.Id,
            target.Version,
            found.Spec.ServedName,
            isFetchedByAgent ? found.Spec.Source : null,
            found.Facts?.WeightBytes ?? row.Value.Manifest?.Files.Sum(file => file.Bytes),
            found.ContextLength,
            (int)Math.Max(1, target.IdleTimeout.TotalSeconds),
            wait,
            displaces);
    }

    private void Forget()
    {
        if (_nextChecks.Count <= MaxFollowed)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var (key, next) in _nextChecks)
        {
            if (next < now)
            {
                _nextChecks.TryRemove(KeyValuePair.Create(key, next));
            }
        }
    }

    [LoggerMessage(1653, LogLevel.Warning, "Agents could not be moved to version {Version} of model {ModelId} yet")]
    private partial void LogFailed(Exception exception, Guid modelId, string version);
}
