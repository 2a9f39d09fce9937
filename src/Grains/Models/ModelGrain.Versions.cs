using System.Collections.Immutable;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

internal sealed partial class ModelGrain
{
    private static readonly Fault NoVersion = new(FaultCode.VersionNotFound, "The model has no such version.");

    /// <inheritdoc/>
    public async ValueTask<Result<ModelVersionInfo>> CreateVersionAsync(string version, string? notes)
    {
        if (CheckNew(version) is { } fault)
        {
            return fault;
        }

        var latest = await ReadRowAsync(State.Version);
        var row = latest with
        {
            Info = latest.Info with
            {
                Id = ModelVersionIds.Of(Id, version),
                Version = version,
                Notes = notes,
                Created = time.GetUtcNow(),
            },
            ReplacedUploadId = null,
        };
        if (row.Info.Status == ModelStatuses.Validating)
        {
            await Work.AddAsync(new ModelWork(Id, ModelWorkKind.Validate, version, row.Attempt));
        }

        await AppendAsync(row);
        return row.Info;
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<ModelVersionInfo>> ListVersionsAsync()
    {
        if (!Exists)
        {
            return [];
        }

        var rows = await Task.WhenAll(State.Versions.Select(ReadRowAsync));
        return [.. rows.Select(row => Describe(row).Info)];
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelVersionRow>> GetVersionAsync(string version) =>
        !Exists ? NotFound
        : !State.Versions.Contains(version) ? NoVersion
        : Describe(await ReadRowAsync(version));

    /// <inheritdoc/>
    public async ValueTask<Result<ModelVersionInfo>> ActivateVersionAsync(string version)
    {
        var found = await GetVersionAsync(version);
        if (found.Value is not { Info: { } info })
        {
            return found.Fault!;
        }

        if (!info.IsLatest)
        {
            await store.CommitAsync(state =>
            {
                state.PreviousVersion = state.Version;
                Mirror(state, info);
            });
        }

        return info with { IsLatest = true };
    }

    // A model of the first release has no rows; and a write of two may have been cut off after the first.
    private async Task ReconcileAsync()
    {
        if (State.Versions.Length == 0)
        {
            var first = NewRow(State.Version, null, ModelStatuses.Ready);
            await AppendAsync(first with { Info = first.Info with { Created = State.Created } });
        }

        var active = (await ReadRowAsync(State.Version)).Info;
        if ((active.Status, active.Servable) != (State.Status, State.Servable))
        {
            await store.CommitAsync(state => Mirror(state, active));
        }
    }

    private Fault? CheckNew(string version)
    {
        if (!SemanticVersion.IsValid(version))
        {
            return InvalidVersion(version);
        }

        if (!Exists)
        {
            return NotFound;
        }

        if (State.Versions.Contains(version))
        {
            return new Fault(FaultCode.VersionExists, $"The model has a version {version} already.", "version");
        }

        if (State.Status == ModelStatuses.Uploading)
        {
            return new Fault(FaultCode.InvalidState, "The latest version is still being uploaded.");
        }

        return State.Versions.Length < options.Value.MaxVersions
            ? null
            : new Fault(FaultCode.LimitReached, $"The model has {State.Versions.Length} versions; there is no room.");
    }

    private static Fault InvalidVersion(string version) => new(
        FaultCode.InvalidVersion,
        version.Length > SemanticVersion.MaxLength
            ? $"A version has at most {SemanticVersion.MaxLength} characters."
            : $"'{version}' is no semantic version, e.g. 1.0.0 or 2.1.0-beta.1.",
        "version");

    private async Task AppendAsync(ModelVersionRow row)
    {
        await Row(row.Info.Version).SetAsync(row);
        await store.CommitAsync(state => state.Versions = [.. state.Versions, row.Info.Version]);
    }

    private ModelVersionRow NewRow(string version, string? notes, string status, Guid? uploadId = null) => new(
        new ModelVersionInfo(
            ModelVersionIds.Of(Id, version),
            Id,
            version,
            notes,
            status,
            time.GetUtcNow(),
            IsLatest: false,
            Servable: status == ModelStatuses.Ready,
            Facts: null,
            ValidationError: null),
        uploadId,
        Manifest: null,
        Attempt: 0);

    private IModelVersionGrain Row(string version) =>
        GrainFactory.GetGrain<IModelVersionGrain>(GrainKeys.ModelVersion(Id, version));

    private async Task<ModelVersionRow> ReadRowAsync(string version) =>
        (await Row(version).GetAsync()).Value
        ?? throw new InvalidOperationException($"Model {Id} lost the row of its version {version}.");

    private ModelVersionRow Describe(ModelVersionRow row) =>
        row with { Info = row.Info with { IsLatest = row.Info.Version == State.Version } };

    private static void Mirror(ModelState state, ModelVersionInfo active)
    {
        state.Version = active.Version;
        state.Status = active.Status;
        state.Servable = active.Servable;
        state.Facts = active.Facts;
        state.ValidationError = active.ValidationError;
    }
}
