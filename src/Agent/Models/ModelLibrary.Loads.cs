using Microsoft.Extensions.Logging;

namespace Xerotier.Agent.Models;

/// <summary>Loading and unloading, one model at a time making room for itself.</summary>
internal sealed partial class ModelLibrary
{
    private async Task RunLoadAsync(ModelSlot slot, CancellationToken cancellationToken)
    {
        var began = _clock.Time.GetTimestamp();
        _cache.Hold(slot.Key);
        Changed?.Invoke();
        List<ModelSlot> displaced = [];
        try
        {
            var plan = await PlanAsync(slot, cancellationToken);
            await MakeRoomAsync(slot, plan, displaced, cancellationToken);
            var backend = await _loader!.LoadAsync(plan, cancellationToken);
            lock (_lock) (slot.Backend, slot.LastUsed) = (backend, _clock.Time.GetUtcNow());
            _metrics.Loaded(true, _clock.Time.GetElapsedTime(began));
            LogLoaded(slot.Name, slot.Key, plan.MemoryBytes, plan.Quantization.Reason);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(slot);
            throw;
        }
        catch (Exception e)
        {
            _metrics.Loaded(false, _clock.Time.GetElapsedTime(began));
            LogFailed(slot.Name, slot.Key, e.Message);
            throw Fail(slot, e as LoadException ?? LoadException.Failed(e.Message), displaced);
        }
        finally
        {
            Changed?.Invoke();
        }
    }

    private async Task<LoadPlan> PlanAsync(ModelSlot slot, CancellationToken cancellationToken)
    {
        var wish = slot.Wish;
        LogLoading(slot.Name, slot.Key);
        if (LoadWish.Repository(wish) is { } repository)
        {
            // The backend fetches it by itself and keeps it in its own cache.
            return slot.Plan = _loader!.Planner.Plan(wish, ModelFacts.None, repository.Name, repository.Revision);
        }
        var directory = await _cache.FetchAsync(wish, progress => slot.Progress = progress, cancellationToken);
        return slot.Plan = _loader!.Planner.Plan(wish, ModelFacts.Read(directory), directory, null);
    }

    /// <summary>Sets memory aside, unloading others where the wish allows it.</summary>
    private async Task MakeRoomAsync(
        ModelSlot slot, LoadPlan plan, List<ModelSlot> displaced, CancellationToken cancellationToken)
    {
        await _makingRoom.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                ModelSlot victim;
                Task unused;
                lock (_lock)
                {
                    if (FreeBytes >= plan.MemoryBytes)
                    {
                        slot.MemoryBytes = plan.MemoryBytes;
                        return;
                    }
                    victim = (slot.Wish.Displaces ? Victim(slot) : null)
                        ?? throw LoadException.MemoryFull(plan.MemoryBytes, FreeBytes);
                    victim.IsDraining = true;
                    unused = victim.WhenUnused();
                }
                Changed?.Invoke();
                await DrainAsync(victim, unused, plan, cancellationToken);
                displaced.Add(victim);
                await UnloadAsync(victim);
            }
        }
        finally
        {
            _makingRoom.Release();
        }
    }

    /// <summary>What goes first: what nobody uses, older versions of the same model before others; then an older
    /// version that is in use.</summary>
    private ModelSlot? Victim(ModelSlot slot) => _slots.Values
        .Where(other => other.Backend is not null && (other.Users == 0 || other.Key.ModelId == slot.Key.ModelId))
        .OrderBy(other => other.Users > 0)
        .ThenBy(other => other.Key.ModelId != slot.Key.ModelId)
        .ThenBy(other => other.LastUsed)
        .FirstOrDefault();

    private async Task DrainAsync(
        ModelSlot victim, Task unused, LoadPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await unused.WaitAsync(_options.DrainTimeout, _clock.Time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            lock (_lock) victim.IsDraining = false;
            if (e is OperationCanceledException) throw;
            throw LoadException.MemoryFull(plan.MemoryBytes, MemoryFreeBytes ?? 0);
        }
    }

    private async Task UnloadAsync(ModelSlot slot)
    {
        await slot.Backend!.DisposeAsync();
        Forget(slot);
        LogUnloaded(slot.Name, slot.Key);
        Changed?.Invoke();
    }

    private void Forget(ModelSlot slot)
    {
        lock (_lock) _slots.Remove(slot.Key);
        slot.End();
        _cache.Release(slot.Key);
    }

    /// <summary>Remembers the failure for a while, and brings back the version that had made room.</summary>
    private LoadException Fail(ModelSlot slot, LoadException reason, List<ModelSlot> displaced)
    {
        Forget(slot);
        lock (_lock)
        {
            _failures[slot.Key] = (reason, _clock.Time.GetUtcNow() + _options.FailurePause);
            foreach (var older in displaced.Where(other => other.Key.ModelId == slot.Key.ModelId))
                _ = StartLoad(older.Wish);
        }
        return reason;
    }

    private async Task UnloadIdleAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(_options.IdleCheck, _clock.Time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var slot in TakeIdle()) await UnloadAsync(slot);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private List<ModelSlot> TakeIdle()
    {
        var now = _clock.Time.GetUtcNow();
        lock (_lock)
        {
            List<ModelSlot> idle = [.. _slots.Values.Where(slot =>
                slot.IsServing && slot.Users == 0 && slot.Wish.IdleSeconds is { } limit
                && now - slot.LastUsed >= TimeSpan.FromSeconds(limit))];
            idle.ForEach(slot => slot.IsDraining = true);
            return idle;
        }
    }

    [LoggerMessage(1711, LogLevel.Information, "Loading {Name} ({Model})")]
    private partial void LogLoading(string name, ModelKey model);

    [LoggerMessage(1712, LogLevel.Information, "Loaded {Name} ({Model}) into {Bytes} bytes of memory. {Reason}")]
    private partial void LogLoaded(string name, ModelKey model, long bytes, string reason);

    [LoggerMessage(1713, LogLevel.Warning, "Cannot load {Name} ({Model}): {Reason}")]
    private partial void LogFailed(string name, ModelKey model, string reason);

    [LoggerMessage(1714, LogLevel.Information, "Unloaded {Name} ({Model})")]
    private partial void LogUnloaded(string name, ModelKey model);
}
