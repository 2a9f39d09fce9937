using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Xerotier.Engine.State;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// Grain state in a <see cref="FileStore"/>. The ETag is the value's version as text; clearing removes the value, so
/// its ETag becomes null.
/// </summary>
internal sealed class FileGrainStorage(string name, FileStore store, IGrainStorageSerializer serializer) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(Key(stateName, grainId), cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            SetAbsent(grainState);
            return;
        }

        var payload = BinaryData.FromBytes(stored.Payload);
        grainState.State = serializer.Deserialize<T>(payload) ?? StateActivator<T>.Create();
        grainState.ETag = ToETag(stored.Version);
        grainState.RecordExists = true;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // later the write can no longer be taken back
        var payload = serializer.Serialize(grainState.State);
        var write = await store.PutAsync(Key(stateName, grainId), payload, Expected(grainState)).ConfigureAwait(false);
        EnsureAccepted(write, "write", stateName, grainId, grainState.ETag);
        grainState.ETag = ToETag(write.Version);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = await store.DeleteAsync(Key(stateName, grainId), Expected(grainState)).ConfigureAwait(false);
        EnsureAccepted(write, "clear", stateName, grainId, grainState.ETag);
        SetAbsent(grainState);
    }

    private static void SetAbsent<T>(IGrainState<T> grainState)
    {
        grainState.State = StateActivator<T>.Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static ExpectedVersion Expected<T>(IGrainState<T> grainState) =>
        string.IsNullOrEmpty(grainState.ETag)
            ? ExpectedVersion.Absent
            : ExpectedVersion.Exactly(long.Parse(grainState.ETag, NumberStyles.None, CultureInfo.InvariantCulture));

    private static string ToETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static void EnsureAccepted(
        StoreWrite write, string operation, string stateName, GrainId grainId, string? etag)
    {
        if (write.Accepted)
            return;
        var stored = write.Version == 0 ? null : ToETag(write.Version);
        throw new InconsistentStateException(
            $"The {operation} of state '{stateName}' of grain {grainId} expects ETag {etag ?? "(none)"}, " +
            $"but {stored ?? "(none)"} is stored.", stored, etag);
    }

    // NUL separates: it cannot occur in names
    private string Key(string stateName, GrainId grainId) => $"state\0{name}\0{stateName}\0{grainId}";
}
