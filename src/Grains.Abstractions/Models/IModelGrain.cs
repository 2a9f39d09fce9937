using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

/// <summary>
/// One model: what its owner says about it, the pointer to its active version, who uses it and whether it is shared.
/// Key: <see cref="GrainKeys.Uuid"/>. Called by API hosts, endpoints, uploads, the catalog and workers; calls the rows
/// of its versions, the work list and the project's quota of files. Writes are durable before they are acknowledged. A
/// method without a word about it answers <see cref="FaultCode.ModelNotFound"/> when there is no such model.
/// </summary>
[Alias("xerotier.model")]
public interface IModelGrain : IGrainWithStringKey
{
    /// <summary>
    /// Registers a model that needs no upload, version 1.0.0, ready; the same call again answers the existing one.
    /// </summary>
    [Alias("register")]
    ValueTask<Result<ModelInfo>> RegisterAsync(ModelSpec spec);

    /// <summary>
    /// Creates a model whose first version is being uploaded; the same upload again answers the existing one.
    /// <see cref="FaultCode.InvalidVersion"/> when the version is no semver.
    /// </summary>
    [Alias("begin-upload")]
    ValueTask<Result<ModelInfo>> BeginUploadAsync(ModelSpec spec, ModelUpload upload);

    /// <summary>
    /// Reserves a version that is being uploaded; the same upload again is fine. A version whose check failed may be
    /// uploaded again. <see cref="FaultCode.InvalidVersion"/>, <see cref="FaultCode.VersionExists"/>,
    /// <see cref="FaultCode.LimitReached"/>.
    /// </summary>
    [Alias("begin-version-upload")]
    ValueTask<Result<ModelVersionInfo>> BeginVersionUploadAsync(ModelUpload upload);

    /// <summary>
    /// Gives a version its files once they are stored: it is then checked. The same call again is fine.
    /// <see cref="FaultCode.VersionNotFound"/> when the upload does not fill the version (any more).
    /// </summary>
    [Alias("attach")]
    ValueTask<Result<ModelVersionInfo>> AttachAsync(ModelUpload upload, ArtifactManifest manifest);

    /// <summary>
    /// The earlier upload whose files nobody needs since this one was attached; null when there is none.
    /// </summary>
    [ReadOnly, Alias("get-replaced-upload")]
    ValueTask<Guid?> GetReplacedUploadAsync(ModelUpload upload);

    /// <summary>
    /// The upload was cancelled or expired: its version goes, and with its only version the model. A version that the
    /// pointer is at stays, as <c>error</c>. Absent is fine, and so is an upload that has been attached, which stays.
    /// </summary>
    [Alias("discard-upload")]
    ValueTask DiscardUploadAsync(ModelUpload upload);

    /// <summary>The model.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<ModelInfo>> GetAsync();

    /// <summary>Changes what the owner says about the model.</summary>
    [Alias("patch")]
    ValueTask<Result<ModelInfo>> PatchAsync(ModelPatch patch);

    /// <summary>
    /// Deletes the model; its files and rows follow in the background. <see cref="FaultCode.ModelInUse"/> while an
    /// endpoint uses it.
    /// </summary>
    [Alias("delete")]
    ValueTask<Result<ModelInfo>> DeleteAsync();

    /// <summary>
    /// Checks the files of the active version again; a ready one keeps serving meanwhile.
    /// <see cref="FaultCode.InvalidState"/> unless the model is <c>ready</c> or <c>error</c>.
    /// </summary>
    [Alias("revalidate")]
    ValueTask<Result<ModelInfo>> RevalidateAsync();

    /// <summary>
    /// The row of a version for one check of it; <see cref="FaultCode.InvalidState"/> when that check is not due.
    /// </summary>
    [Alias("begin-validation")]
    ValueTask<Result<ModelVersionRow>> BeginValidationAsync(string version, int attempt);

    /// <summary>Takes the result of a check; an outdated one is ignored.</summary>
    [Alias("finish-validation")]
    ValueTask FinishValidationAsync(ModelValidation result);

    /// <summary>Removes all that is left of a deleted model whose files are gone; does nothing to others.</summary>
    [Alias("purge")]
    ValueTask PurgeAsync();

    /// <summary>
    /// Creates a version with the files of the active one; the pointer stays.
    /// <see cref="FaultCode.InvalidVersion"/>, <see cref="FaultCode.VersionExists"/>,
    /// <see cref="FaultCode.LimitReached"/>.
    /// </summary>
    [Alias("create-version")]
    ValueTask<Result<ModelVersionInfo>> CreateVersionAsync(string version, string? notes);

    /// <summary>The versions, oldest first; empty when there is no such model.</summary>
    [ReadOnly, Alias("list-versions")]
    ValueTask<ImmutableArray<ModelVersionInfo>> ListVersionsAsync();

    /// <summary>A version with its files, or <see cref="FaultCode.VersionNotFound"/>.</summary>
    [ReadOnly, Alias("get-version")]
    ValueTask<Result<ModelVersionRow>> GetVersionAsync(string version);

    /// <summary>
    /// Makes a version the active one, be it newer or older, whatever its status; the active one again is fine.
    /// <see cref="FaultCode.VersionNotFound"/>. A version that has not passed its check is loaded nowhere: agents go on
    /// with what they have.
    /// </summary>
    [Alias("activate-version")]
    ValueTask<Result<ModelVersionInfo>> ActivateVersionAsync(string version);

    /// <summary>
    /// An endpoint begins to use the model, or another version of it; the same again is fine.
    /// <see cref="FaultCode.InvalidModelStatus"/> while the model is not servable,
    /// <see cref="FaultCode.VersionNotFound"/>, <see cref="FaultCode.LimitReached"/> beyond the limit of endpoints.
    /// </summary>
    /// <param name="endpointKey">See <see cref="GrainKeys.Endpoint"/>.</param>
    /// <param name="version">The version that it pins, or null.</param>
    [Alias("add-endpoint")]
    ValueTask<Result<ModelInfo>> AddEndpointAsync(string endpointKey, string? version);

    /// <summary>An endpoint no longer uses the model; absent is fine.</summary>
    [Alias("remove-endpoint")]
    ValueTask RemoveEndpointAsync(string endpointKey);

    /// <summary>Keys of the endpoints of all projects that use the model (<see cref="GrainKeys.Endpoint"/>).</summary>
    [ReadOnly, Alias("list-endpoints")]
    ValueTask<ImmutableArray<string>> ListEndpointsAsync();

    /// <summary>
    /// Publishes the model, as <see cref="CatalogRoles.Deployable"/>; a model that is shared keeps its role.
    /// <see cref="FaultCode.InvalidModelStatus"/> unless it is ready.
    /// </summary>
    [Alias("share")]
    ValueTask<Result<ModelInfo>> ShareAsync();

    /// <summary>Takes the model out of the catalog; endpoints that use it stay.</summary>
    [Alias("unshare")]
    ValueTask<Result<ModelInfo>> UnshareAsync();

    /// <summary>
    /// Promotes or demotes a shared model, see <see cref="CatalogRoles"/>; <see cref="FaultCode.InvalidState"/> when
    /// it is not shared.
    /// </summary>
    [Alias("set-catalog-role")]
    ValueTask<Result<ModelInfo>> SetCatalogRoleAsync(string role);

    /// <summary>Highlights the model in the catalog or no longer does.</summary>
    [Alias("set-featured")]
    ValueTask<Result<ModelInfo>> SetFeaturedAsync(bool featured);
}
