using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>Stored form of who uses a model, version 1.</summary>
[GenerateSerializer, Alias("xerotier.model-endpoints-state")]
internal sealed class ModelEndpointsState : IDurableState<ModelEndpointsState>
{
    [Id(0)]
    public string[] Endpoints { get; set; } = [];

    /// <inheritdoc/>
    public ModelEndpointsState Copy() => (ModelEndpointsState)MemberwiseClone();
}
