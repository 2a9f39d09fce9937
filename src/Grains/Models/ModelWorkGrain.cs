using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Models;

/// <inheritdoc cref="IModelWorkGrain"/>
[GrainType("model-work")]
internal sealed class ModelWorkGrain(
    [PersistentState("model-work", StorageNames.Durable)] IPersistentState<ModelWorkState> store,
    IOptions<ModelOptions> options,
    SiloStop stop,
    TimeProvider time) : Grain, IModelWorkGrain
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    // Work that somebody does, and until when that is believed. A new activation believes nobody.
    private readonly Dictionary<ModelWork, DateTimeOffset> _taken = [];
    private TaskCompletionSource _news = NewSignal();

    /// <inheritdoc/>
    public async ValueTask AddAsync(ModelWork work)
    {
        if (!store.State.Work.Contains(work))
        {
            await store.CommitAsync(state => state.Work = [.. state.Work, work]);
            _news.TrySetResult();
            _news = NewSignal();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ModelWork?> TakeAsync(TimeSpan wait)
    {
        if (TryTake() is { } work)
        {
            return work;
        }

        await _news.Task.WaitAtMostAsync(wait < MaxWait ? wait : MaxWait, time, stop.Token);
        return stop.Token.IsCancellationRequested ? null : TryTake();
    }

    /// <inheritdoc/>
    public async ValueTask FinishAsync(ModelWork work)
    {
        ModelWork[] left = [.. store.State.Work.Where(other => other != work)];
        if (left.Length < store.State.Work.Length)
        {
            await store.CommitAsync(state => state.Work = left);
        }

        _taken.Remove(work);
    }

    // Who takes work has given up twice its deadline later.
    private ModelWork? TryTake()
    {
        var now = time.GetUtcNow();
        var work = Array.Find(store.State.Work, work => !_taken.TryGetValue(work, out var until) || until < now);
        if (work is not null)
        {
            _taken[work] = now + (2 * options.Value.WorkDeadline);
        }

        return work;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
