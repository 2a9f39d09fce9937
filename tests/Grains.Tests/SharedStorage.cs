using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Xerotier.Grains.Tests;

/// <summary>
/// Grain state that outlives silos, kept as JSON in the test's process, with writes that a test can make fail.
/// </summary>
public sealed class SharedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (string Json, int Version)> _rows = new();
    private readonly ConcurrentDictionary<string, bool> _broken = new();

    /// <summary>Makes reads and writes of the grain with a key fail, or work again.</summary>
    public void Breaks(Guid key, bool broken) => _broken[key.ToString()] = broken;

    /// <summary>How often a grain's state was written.</summary>
    public int WritesOf(string stateName, string key) =>
        _rows.SingleOrDefault(row => row.Key.StartsWith(stateName + "|", StringComparison.Ordinal)
            && row.Key.EndsWith(key, StringComparison.Ordinal)).Value.Version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowWhenBroken(grainId);
        if (_rows.TryGetValue(Key(stateName, grainId), out (string Json, int Version) row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Json)!;
            grainState.ETag = row.Version.ToString();
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowWhenBroken(grainId);
        string key = Key(stateName, grainId);
        int version = _rows.TryGetValue(key, out (string Json, int Version) row) ? row.Version : 0;
        if ((grainState.ETag ?? "0") != version.ToString())
        {
            throw new InconsistentStateException("Somebody else wrote.", version.ToString(), grainState.ETag ?? "");
        }

        _rows[key] = (JsonSerializer.Serialize(grainState.State), version + 1);
        grainState.ETag = (version + 1).ToString();
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowWhenBroken(grainId);
        _rows.TryRemove(Key(stateName, grainId), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void ThrowWhenBroken(GrainId grainId)
    {
        if (_broken.GetValueOrDefault(grainId.Key.ToString()!))
        {
            throw new IOException("The store is down.");
        }
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName}|{grainId}";
}
