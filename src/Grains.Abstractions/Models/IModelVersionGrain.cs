using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

/// <summary>
/// The row of one version. Key: <see cref="GrainKeys.ModelVersion"/>. Called by its model's grain only, which is the
/// one that decides; calls no grain. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.model-version")]
public interface IModelVersionGrain : IGrainWithStringKey
{
    /// <summary>The row, or <see cref="FaultCode.VersionNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<ModelVersionRow>> GetAsync();

    /// <summary>Creates or replaces the row.</summary>
    [Alias("set")]
    ValueTask SetAsync(ModelVersionRow row);

    /// <summary>Removes the row; absent is fine.</summary>
    [Alias("delete")]
    ValueTask DeleteAsync();
}
