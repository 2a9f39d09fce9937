using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>Stored form of a model, version 1.</summary>
[GenerateSerializer, Alias("xerotier.model-state")]
internal sealed class ModelState : IDurableState<ModelState>
{
    [Id(0)]
    public string ProjectId { get; set; } = "";

    [Id(1)]
    public string Name { get; set; } = "";

    [Id(2)]
    public string ServedName { get; set; } = "";

    [Id(3)]
    public string Source { get; set; } = "";

    [Id(4)]
    public int? ContextLength { get; set; }

    [Id(5)]
    public string WorkloadType { get; set; } = "";

    [Id(6)]
    public string Status { get; set; } = "";

    [Id(7)]
    public string Version { get; set; } = "";

    [Id(8)]
    public DateTimeOffset Created { get; set; }

    /// <inheritdoc/>
    public ModelState Copy() => (ModelState)MemberwiseClone();
}
