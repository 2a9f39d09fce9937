using Orleans;

namespace Xerotier.Engine.State.Memory;

/// <summary>Keeps a part of a memory storage provider's records, for as long as its silo lives.</summary>
[Alias("xerotier.engine.memory-store")]
internal interface IMemoryStoreGrain : IGrainWithStringKey
{
    /// <summary>A record; null when there is none.</summary>
    [Alias("Read")]
    Task<MemoryRecord?> Read(string key);

    /// <summary>Writes a record if the version is the stored one, and answers the new version.</summary>
    [Alias("Write")]
    Task<MemoryVersion> Write(string key, byte[] payload, string? version);

    /// <summary>Deletes a record if the version is the stored one.</summary>
    [Alias("Delete")]
    Task<MemoryVersion> Delete(string key, string? version);
}
