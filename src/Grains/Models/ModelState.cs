using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>
/// Stored form of a model, version 2. Version, status, error and facts are those of the active version's row, so that
/// moving the pointer is one write.
/// </summary>
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

    [Id(9)]
    public string? Description { get; set; }

    [Id(10)]
    public string? License { get; set; }

    // What version 1 stored was ready.
    [Id(11)]
    public bool Servable { get; set; } = true;

    [Id(12)]
    public string? PreviousVersion { get; set; }

    [Id(13)]
    public ModelFacts? Facts { get; set; }

    [Id(14)]
    public string? ValidationError { get; set; }

    // Oldest first; version 1 had no rows and so stored none.
    [Id(15)]
    public string[] Versions { get; set; } = [];

    [Id(16)]
    public bool IsShared { get; set; }

    [Id(17)]
    public string? CatalogRole { get; set; }

    [Id(18)]
    public bool Featured { get; set; }

    // Deleted, but rows and files are still to go.
    [Id(19)]
    public bool Deleted { get; set; }

    /// <inheritdoc/>
    public ModelState Copy() => (ModelState)MemberwiseClone();
}
