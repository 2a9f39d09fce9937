using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Xerotier.Engine.State;

/// <summary>A stored part of a grain, read in the activation's <see cref="GrainLifecycleStage.SetupState"/>.</summary>
internal sealed class StoredState<TState> : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> _record = new(NewState());
    private readonly string _name;
    private readonly IGrainContext _context;
    private readonly IGrainStorage _storage;

    public StoredState(string name, IGrainContext context, IGrainStorage storage)
    {
        _name = name;
        _context = context;
        _storage = storage;
        context.ObservableLifecycle.Subscribe(name, GrainLifecycleStage.SetupState, this);
    }

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        Run("reading", _storage.ReadStateAsync, cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Run("writing", _storage.WriteStateAsync, cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Run("clearing", _storage.ClearStateAsync, cancellationToken);

    public Task OnStart(CancellationToken cancellationToken = default) => ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static TState NewState() => StateActivator<TState>.Create();

    private async Task Run(
        string what,
        Func<string, GrainId, IGrainState<TState>, CancellationToken, Task> operation,
        CancellationToken cancellationToken)
    {
        try
        {
            await operation(_name, _context.GrainId, _record, cancellationToken);
            if (_record.State is null) _record.State = NewState();
        }
        catch (Exception failure) when (failure is not OrleansException and not OperationCanceledException)
        {
            throw new OrleansException(
                $"Error from storage provider {_storage.GetType().Name} when {what} state '{_name}' of "
                + $"{_context.GrainId}: {failure.Message}",
                failure);
        }
    }
}
