using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Xerotier.Engine.Tests.Streams;

/// <summary>A storage that outlives silos, and tells when a row is cleared.</summary>
internal sealed class SurvivingStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), string> _rows = new();

    public TaskCompletionSource Cleared { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _rows.TryGetValue((stateName, grainId), out var row);
        if (grainState.RecordExists) grainState.State = JsonSerializer.Deserialize<T>(row!)!;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows[(stateName, grainId)] = JsonSerializer.Serialize(grainState.State);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove((stateName, grainId), out _);
        grainState.RecordExists = false;
        Cleared.TrySetResult();
        return Task.CompletedTask;
    }
}
