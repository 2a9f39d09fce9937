using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>
/// The models that the platform has had this agent load. Requests for one model share its load; a model that went
/// idle is loaded again when the next request comes; a newer version is loaded beside the older one where memory
/// allows, else once the older one's requests have finished.
/// </summary>
internal sealed partial class ModelLibrary : IAsyncDisposable
{
    /// <summary>Models that can be loaded again without the platform's asking; the oldest is forgotten.</summary>
    private const int MaxKnown = 256;

    private const int MaxRetryAfter = 60;
    private const int UsualRetryAfter = 10;

    private readonly IModelLoader? _loader;
    private readonly ModelCache _cache;
    private readonly ModelOptions _options;
    private readonly AgentMetrics _metrics;
    private readonly AgentClock _clock;
    private readonly ILogger<ModelLibrary> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _makingRoom = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelKey, ModelSlot> _slots = [];
    private readonly List<ModelLoadRequest> _known = [];
    private readonly Dictionary<ModelKey, (LoadException Reason, DateTimeOffset Until)> _failures = [];
    private readonly Task _unloadingIdle;
    private long _loads;

    public ModelLibrary(
        IModelLoader? loader, ModelCache cache, ModelOptions options, AgentMetrics metrics, AgentClock clock,
        ILogger<ModelLibrary> log)
    {
        (_loader, _cache, _options, _metrics, _clock, _log) = (loader, cache, options, metrics, clock, log);
        foreach (var version in cache.Complete.Reverse()) Remember(version.Wish);
        _unloadingIdle = loader is null ? Task.CompletedTask : UnloadIdleAsync(_stopping.Token);
    }

    /// <summary>Is called when what <see cref="Models"/> says has changed.</summary>
    public Action? Changed { get; set; }

    public bool CanLoad => _loader is not null;

    public long? MemoryBytes => _loader?.Planner.MemoryBytes;

    public long? MemoryFreeBytes
    {
        get
        {
            lock (_lock) return _loader is null ? null : FreeBytes;
        }
    }

    /// <summary>What is loaded, being loaded and on disk, in this order.</summary>
    public IReadOnlyList<HeartbeatModel> Models
    {
        get
        {
            if (_loader is null) return [];
            var cached = _cache.Complete;
            lock (_lock)
            {
                var slots = _slots.Values.OrderBy(slot => slot.IsServing ? 0 : 1).Select(slot => slot.Describe());
                return [.. slots, .. cached.Where(version => !_slots.ContainsKey(version.Key)).Select(OnDisk)];
            }
        }
    }

    /// <summary>Figures of the backends that serve now.</summary>
    public IReadOnlyList<BackendStatus> Statuses
    {
        get
        {
            lock (_lock) return [.. _slots.Values.Where(slot => slot.Backend is not null)
                .Select(slot => slot.Backend!.Status)];
        }
    }

    private long FreeBytes => _loader!.Planner.MemoryBytes - _slots.Values.Sum(slot => slot.MemoryBytes);

    /// <summary>Loads a model unless it is loaded; all who ask meanwhile share one load.</summary>
    /// <param name="wish">A valid request.</param>
    /// <param name="cancellationToken">Ends the wait, not the load.</param>
    /// <returns>How it stands after <see cref="ModelLoadRequest.WaitSeconds"/> at most.</returns>
    /// <exception cref="LoadException">It cannot be loaded.</exception>
    public async Task<ModelLoadAck> LoadAsync(ModelLoadRequest wish, CancellationToken cancellationToken)
    {
        if (_loader is null) throw LoadException.Unsupported();
        ModelSlot slot;
        lock (_lock) slot = StartLoad(wish);
        await WaitAsync(slot.Loading, TimeSpan.FromSeconds(wish.WaitSeconds), cancellationToken);
        lock (_lock) return slot.Acknowledge();
    }

    /// <summary>
    /// A loaded model for one request; waits for a load for at most <see cref="ModelOptions.LoadWait"/>. Null when the
    /// platform never had this agent load such a model.
    /// </summary>
    /// <param name="name">Served name.</param>
    /// <param name="version">Version asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StillLoadingException">It takes longer.</exception>
    /// <exception cref="LoadException">It cannot be loaded.</exception>
    public async Task<ModelUse?> UseAsync(string name, VersionWish version, CancellationToken cancellationToken)
    {
        var began = _clock.Time.GetTimestamp();
        while (true)
        {
            ModelSlot? awaited;
            Task settled;
            lock (_lock)
            {
                if (TryUse(name, version, out var use)) return use;
                awaited = Awaited(name, version);
                if (awaited is null) return null;
                settled = awaited.Settled;
            }
            var left = _options.LoadWait - _clock.Time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || !await WaitAsync(settled, left, cancellationToken))
                throw new StillLoadingException(name, RetryAfter(awaited));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _unloadingIdle;
        ModelSlot[] slots;
        lock (_lock) slots = [.. _slots.Values];
        foreach (var slot in slots)
        {
            await slot.Loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (slot.Backend is { } backend) await backend.DisposeAsync();
        }
        _makingRoom.Dispose();
        _stopping.Dispose();
    }

    private bool TryUse(string name, VersionWish version, [NotNullWhen(true)] out ModelUse? use)
    {
        var slot = _slots.Values
            .Where(slot => slot.IsServing && slot.Name == name && version.Rank(slot.Key.Version) is not null)
            .OrderBy(slot => version.Rank(slot.Key.Version))
            .ThenByDescending(slot => slot.Number)
            .FirstOrDefault();
        use = slot is null ? null : new ModelUse(slot.Backend!, () => Leave(slot));
        slot?.Enter();
        return use is not null;
    }

    private void Leave(ModelSlot slot)
    {
        lock (_lock) slot.Leave(_clock.Time.GetUtcNow());
    }

    /// <summary>What to wait for: a load under way, or one that is started of what this agent knows, or the end of a
    /// version on its way out, after which it can be loaded again.</summary>
    private ModelSlot? Awaited(string name, VersionWish version)
    {
        if (_loader is null) return null;
        var fitting = _slots.Values
            .Where(slot => slot.Name == name && version.Rank(slot.Key.Version) is not null)
            .OrderBy(slot => slot.IsDraining)
            .ThenBy(slot => version.Rank(slot.Key.Version))
            .ToList();
        if (fitting is [{ IsDraining: false } loading, ..]) return loading;
        var known = _known.AsEnumerable().Reverse()
            .Where(wish => wish.ServedName == name && version.Rank(wish.Version!) is not null)
            .Where(wish => !_slots.ContainsKey(LoadWish.Key(wish)))
            .OrderBy(wish => version.Rank(wish.Version!))
            .FirstOrDefault();
        return known is not null ? StartLoad(known) : fitting.FirstOrDefault();
    }

    private ModelSlot StartLoad(ModelLoadRequest wish)
    {
        var key = LoadWish.Key(wish);
        if (_slots.TryGetValue(key, out var slot))
        {
            slot.Wish = wish;
            return slot;
        }
        var now = _clock.Time.GetUtcNow();
        if (_failures.Remove(key, out var failure) && now < failure.Until)
        {
            _failures[key] = failure;
            throw failure.Reason;
        }
        Remember(wish);
        slot = new ModelSlot(wish, ++_loads, now);
        _slots.Add(key, slot);
        slot.Loading = Task.Run(() => RunLoadAsync(slot, _stopping.Token));
        return slot;
    }

    private void Remember(ModelLoadRequest wish)
    {
        _known.RemoveAll(known => LoadWish.Key(known) == LoadWish.Key(wish));
        if (_known.Count >= MaxKnown) _known.RemoveAt(0);
        _known.Add(wish);
    }

    /// <summary>Whether the task has ended in time; throws what it failed with.</summary>
    private async Task<bool> WaitAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted && limit > TimeSpan.Zero)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(task, Task.Delay(limit, _clock.Time, stop.Token));
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
        if (!task.IsCompleted) return false;
        await task;
        return true;
    }

    /// <summary>By how fast its files have come so far.</summary>
    private int RetryAfter(ModelSlot slot)
    {
        var elapsed = (_clock.Time.GetUtcNow() - slot.Started).TotalSeconds;
        return slot.Progress is > 0.01 and < 1 and var progress
            ? (int)Math.Clamp(elapsed * (1 - progress) / progress, 1, MaxRetryAfter)
            : UsualRetryAfter;
    }

    private static HeartbeatModel OnDisk(CachedVersion version) => new(
        version.Wish.ServedName!, version.Key.Version, "cached", version.Wish.ContextLength, version.Key.ModelId);
}
