using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using Xerotier.Engine.Identity;

namespace Xerotier.Engine.State.Memory;

/// <summary>
/// Keeps state in grains, spread over the silos: what a silo held is lost with it. For tests and caches only.
/// </summary>
internal sealed class MemoryStorage(string name, MemoryGrainStorageOptions options, IGrainFactory grains)
    : IGrainStorage
{
    private readonly IMemoryStoreGrain[] _stores =
        [.. Enumerable.Range(0, options.NumStorageGrains)
            .Select(i => grains.GetGrain<IMemoryStoreGrain>($"{name}/{i}"))];

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (store, key) = Locate(stateName, grainId);
        var record = await store.Read(key);
        grainState.State = record is null
            ? StateActivator<T>.Create()
            : options.GrainStorageSerializer.Deserialize<T>(new BinaryData(record.Payload));
        grainState.ETag = record?.Version;
        grainState.RecordExists = record is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (store, key) = Locate(stateName, grainId);
        var payload = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        var outcome = await store.Write(key, payload, grainState.ETag);
        if (!outcome.Done) throw Conflict(stateName, grainId, outcome, grainState.ETag);
        grainState.ETag = outcome.Stored;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (store, key) = Locate(stateName, grainId);
        var outcome = await store.Delete(key, grainState.ETag);
        if (!outcome.Done) throw Conflict(stateName, grainId, outcome, grainState.ETag);
        grainState.State = StateActivator<T>.Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static InconsistentStateException Conflict(
        string stateName, GrainId grainId, MemoryVersion outcome, string? expected) =>
        new($"State '{stateName}' of {grainId} was changed meanwhile.", outcome.Stored, expected);

    private (IMemoryStoreGrain Store, string Key) Locate(string stateName, GrainId grainId)
    {
        var key = $"{stateName}/{grainId}";
        var hash = StableBytes.Hash(System.Text.Encoding.UTF8.GetBytes(key));
        return (_stores[hash % (uint)_stores.Length], key);
    }
}
