using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.State;

[GrainType("engine-tests.counter")]
internal sealed class CounterGrain(
    [PersistentState(CounterGrain.StateName)] IPersistentState<CounterState> state,
    [PersistentState("other-counter", EngineCluster.OtherStorage)] IPersistentState<CounterState> other)
    : DeactivatableGrain, ICounter
{
    internal const string StateName = "counter";

    public Task<CounterView> View() => Task.FromResult(Show(state));

    public Task<CounterView> ViewOther() => Task.FromResult(Show(other));

    public Task Change(int count)
    {
        state.State.Count = count;
        return Task.CompletedTask;
    }

    public async Task<CounterView> Write(int count, string? note)
    {
        state.State.Count = count;
        if (note is not null) state.State.Notes.Add(note);
        await state.WriteStateAsync(CancellationToken.None);
        return Show(state);
    }

    public async Task WriteOther(int count)
    {
        other.State.Count = count;
        await other.WriteStateAsync();
    }

    public async Task<CounterView> Read()
    {
        await state.ReadStateAsync();
        return Show(state);
    }

    public async Task<CounterView> Clear()
    {
        await state.ClearStateAsync();
        return Show(state);
    }

    private static CounterView Show(IPersistentState<CounterState> state) =>
        new(state.State.Count, state.RecordExists, state.Etag, string.Join(' ', state.State.Notes));
}
