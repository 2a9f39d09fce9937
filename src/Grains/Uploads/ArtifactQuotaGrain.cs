using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Uploads;

/// <inheritdoc cref="IArtifactQuotaGrain"/>
[GrainType("artifact-quota")]
internal sealed class ArtifactQuotaGrain(
    [PersistentState("artifact-quota", StorageNames.Durable)] IPersistentState<ArtifactQuotaState> store,
    IOptions<UploadOptions> options) : Grain, IArtifactQuotaGrain
{
    private ArtifactUseState[] Uses => store.State.Uses;

    /// <inheritdoc/>
    public async ValueTask<Fault?> ReserveAsync(Guid uploadId, Guid modelId, long bytes)
    {
        long before = Uses.Where(use => use.UploadId == uploadId).Sum(use => use.Bytes);
        if (bytes > before && await RoomAsync(uploadId) is var room && bytes > room)
        {
            return new Fault(
                FaultCode.StorageQuotaExceeded,
                $"The project has room for {Math.Max(room, 0)} more bytes of model files, not for {bytes}.",
                "bytes");
        }

        await SetAsync([.. Uses.Where(use => use.UploadId != uploadId), new(uploadId, modelId, bytes)]);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask<long> RoomAsync(Guid uploadId)
    {
        var project = await GrainFactory.GetGrain<IProjectGrain>(this.GetPrimaryKeyString()).GetAsync();
        long limit = project.Value?.Plan == ServiceTiers.Free
            ? options.Value.FreeStorageBytes
            : options.Value.PaidStorageBytes;
        return limit - Uses.Where(use => use.UploadId != uploadId).Sum(use => use.Bytes);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Guid uploadId) => KeepAsync(use => use.UploadId != uploadId);

    /// <inheritdoc/>
    public ValueTask ReleaseModelAsync(Guid modelId) => KeepAsync(use => use.ModelId != modelId);

    private async ValueTask KeepAsync(Predicate<ArtifactUseState> kept)
    {
        if (!Array.TrueForAll(Uses, kept))
        {
            await SetAsync(Array.FindAll(Uses, kept));
        }
    }

    private Task SetAsync(ArtifactUseState[] uses) => store.CommitAsync(state => state.Uses = uses);
}
