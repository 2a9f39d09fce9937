using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>Stored form of what is still to be done for models, version 1.</summary>
[GenerateSerializer, Alias("xerotier.model-work-state")]
internal sealed class ModelWorkState : IDurableState<ModelWorkState>
{
    // In order of arrival.
    [Id(0)]
    public ModelWork[] Work { get; set; } = [];

    /// <inheritdoc/>
    public ModelWorkState Copy() => (ModelWorkState)MemberwiseClone();
}
