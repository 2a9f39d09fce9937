using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

internal sealed partial class ModelGrain
{
    private const string NotUploaded = "The upload of the version's files did not complete. Upload it again.";

    private static readonly Fault NotFilled =
        new(FaultCode.VersionNotFound, "The upload does not fill this version of the model any more.");

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> BeginUploadAsync(ModelSpec spec, ModelUpload upload)
    {
        if (!SemanticVersion.IsValid(upload.Version))
        {
            return InvalidVersion(upload.Version);
        }

        if (!store.RecordExists)
        {
            await CreateAsync(spec, UploadingRow(upload));
        }

        return Answer();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelVersionInfo>> BeginVersionUploadAsync(ModelUpload upload)
    {
        if (Exists && State.Versions.Contains(upload.Version))
        {
            return await BeginAgainAsync(upload);
        }

        if (CheckNew(upload.Version) is { } fault)
        {
            return fault;
        }

        var row = UploadingRow(upload);
        await AppendAsync(row);
        return row.Info;
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelVersionInfo>> AttachAsync(ModelUpload upload, ArtifactManifest manifest)
    {
        var found = await GetVersionAsync(upload.Version);
        if (found.Value is not { } row)
        {
            return found.Fault!;
        }

        if (row.UploadId != upload.UploadId)
        {
            return NotFilled;
        }

        return row.Info.Status == ModelStatuses.Uploading
            ? await ValidateAsync(row with { Manifest = manifest })
            : row.Info;
    }

    /// <inheritdoc/>
    public async ValueTask<Guid?> GetReplacedUploadAsync(ModelUpload upload)
    {
        if ((await GetVersionAsync(upload.Version)).Value is not { ReplacedUploadId: { } replaced } row
            || row.UploadId != upload.UploadId
            || row.Info.Status == ModelStatuses.Uploading)
        {
            return null;
        }

        // A version that was created without an upload shares the files of the one it was copied from.
        var others = await Task.WhenAll(State.Versions.Select(ReadRowAsync));
        return others.Any(other => other.UploadId == replaced) ? null : replaced;
    }

    /// <inheritdoc/>
    public async ValueTask DiscardUploadAsync(ModelUpload upload)
    {
        if ((await GetVersionAsync(upload.Version)).Value is not { } row
            || row.UploadId != upload.UploadId
            || row.Info.Status != ModelStatuses.Uploading)
        {
            return;
        }

        if (row.Manifest is null && State.Versions.Length == 1)
        {
            await BuryAsync();
        }
        else if (row.Manifest is not null || row.Info.Version == State.Version)
        {
            await KeepAsync(row with
            {
                Info = row.Info with { Status = ModelStatuses.Error, ValidationError = NotUploaded },
                UploadId = row.ReplacedUploadId,
                ReplacedUploadId = null,
            });
        }
        else
        {
            string[] kept = [.. State.Versions.Where(version => version != upload.Version)];
            await store.CommitAsync(state =>
            {
                state.Versions = kept;
                state.PreviousVersion = state.PreviousVersion == upload.Version ? null : state.PreviousVersion;
            });
            await Row(upload.Version).DeleteAsync();
        }
    }

    // The files of the failed attempt stay until the new ones are there; then the new upload deletes them.
    private async ValueTask<Result<ModelVersionInfo>> BeginAgainAsync(ModelUpload upload)
    {
        var row = Describe(await ReadRowAsync(upload.Version));
        if (row.UploadId == upload.UploadId)
        {
            return row.Info;
        }

        if (row.Info.Status != ModelStatuses.Error)
        {
            return new Fault(FaultCode.VersionExists, $"The model has a version {upload.Version} already.", "version");
        }

        return await KeepAsync(row with
        {
            Info = row.Info with { Status = ModelStatuses.Uploading, Notes = upload.Notes ?? row.Info.Notes },
            UploadId = upload.UploadId,
            ReplacedUploadId = row.Manifest is null ? null : row.UploadId,
        });
    }

    private ModelVersionRow UploadingRow(ModelUpload upload) =>
        NewRow(upload.Version, upload.Notes, ModelStatuses.Uploading, upload.UploadId);
}
