using System.Globalization;
using Orleans;

namespace Xerotier.Engine.State.Memory;

/// <summary>Keeps a part of a memory storage provider's records.</summary>
[KeepAlive]
[GrainType("xerotier.engine.memory-store")]
internal sealed class MemoryStoreGrain : Grain, IMemoryStoreGrain
{
    private readonly Dictionary<string, MemoryRecord> _records = [];
    private long _lastVersion;

    public Task<MemoryRecord?> Read(string key) => Task.FromResult(_records.GetValueOrDefault(key));

    public Task<MemoryVersion> Write(string key, byte[] payload, string? version)
    {
        var stored = _records.GetValueOrDefault(key)?.Version;
        if (stored != version) return Task.FromResult(new MemoryVersion(false, stored));
        var next = (++_lastVersion).ToString(CultureInfo.InvariantCulture);
        _records[key] = new(payload, next);
        return Task.FromResult(new MemoryVersion(true, next));
    }

    public Task<MemoryVersion> Delete(string key, string? version)
    {
        var stored = _records.GetValueOrDefault(key)?.Version;
        if (stored != version) return Task.FromResult(new MemoryVersion(false, stored));
        _records.Remove(key);
        return Task.FromResult(new MemoryVersion(true, null));
    }
}
