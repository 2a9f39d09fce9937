using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>Stored form of a version's row, version 2.</summary>
[GenerateSerializer, Alias("xerotier.model-version-state")]
internal sealed class ModelVersionState : IDurableState<ModelVersionState>
{
    [Id(0)]
    public Guid Id { get; set; }

    [Id(1)]
    public string? Notes { get; set; }

    [Id(2)]
    public string Status { get; set; } = "";

    [Id(3)]
    public DateTimeOffset Created { get; set; }

    [Id(4)]
    public bool Servable { get; set; }

    [Id(5)]
    public ModelFacts? Facts { get; set; }

    [Id(6)]
    public string? ValidationError { get; set; }

    [Id(7)]
    public Guid? UploadId { get; set; }

    [Id(8)]
    public ArtifactFile[]? Files { get; set; }

    [Id(9)]
    public int Attempt { get; set; }

    [Id(10)]
    public Guid? ReplacedUploadId { get; set; }

    /// <inheritdoc/>
    public ModelVersionState Copy() => (ModelVersionState)MemberwiseClone();
}
