using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

internal sealed partial class ModelGrain
{
    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> RevalidateAsync()
    {
        if (!Exists)
        {
            return NotFound;
        }

        if (State.Status is not (ModelStatuses.Ready or ModelStatuses.Error))
        {
            return new Fault(FaultCode.InvalidState, $"The model is {State.Status}; wait until that has ended.");
        }

        await ValidateAsync(await ReadRowAsync(State.Version));
        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelVersionRow>> BeginValidationAsync(string version, int attempt)
    {
        var found = await GetVersionAsync(version);
        return found.Value is { } row && !IsDue(row, attempt)
            ? new Fault(FaultCode.InvalidState, "This check of the version is not to be done (any more).")
            : found;
    }

    /// <inheritdoc/>
    public async ValueTask FinishValidationAsync(ModelValidation result)
    {
        if ((await GetVersionAsync(result.Version)).Value is not { } row || !IsDue(row, result.Attempt))
        {
            return;
        }

        bool passed = result.Error is null;
        await KeepAsync(row with
        {
            Info = row.Info with
            {
                Status = passed ? ModelStatuses.Ready : ModelStatuses.Error,
                Servable = passed,
                Facts = result.Facts,
                ValidationError = result.Error,
            },
        });
    }

    // The work comes first: should a write be lost, it finds a version that is not to be checked and does nothing.
    private async Task<ModelVersionInfo> ValidateAsync(ModelVersionRow row)
    {
        int attempt = row.Attempt + 1;
        await Work.AddAsync(new ModelWork(Id, ModelWorkKind.Validate, row.Info.Version, attempt));
        return await KeepAsync(row with
        {
            Info = row.Info with { Status = ModelStatuses.Validating, ValidationError = null },
            Attempt = attempt,
        });
    }

    private static bool IsDue(ModelVersionRow row, int attempt) =>
        row.Attempt == attempt && row.Info.Status == ModelStatuses.Validating;

    private async Task<ModelVersionInfo> KeepAsync(ModelVersionRow row)
    {
        await Row(row.Info.Version).SetAsync(row);
        if (row.Info.Version == State.Version)
        {
            await store.CommitAsync(state => Mirror(state, row.Info));
        }

        return Describe(row).Info;
    }
}
