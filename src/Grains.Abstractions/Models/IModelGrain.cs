using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

/// <summary>
/// One model: metadata and owner. Key: <see cref="GrainKeys.Uuid"/>. Called by API hosts and endpoints; calls no grain.
/// Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.model")]
public interface IModelGrain : IGrainWithStringKey
{
    /// <summary>Registers the model; the same call again answers the existing one.</summary>
    [Alias("register")]
    ValueTask<Result<ModelInfo>> RegisterAsync(ModelSpec spec);

    /// <summary>The model, or <see cref="FaultCode.ModelNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<ModelInfo>> GetAsync();
}
