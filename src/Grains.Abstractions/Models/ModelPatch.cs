using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>What changes of a model; null leaves a member as it is.</summary>
/// <param name="Name">Display name.</param>
/// <param name="WorkloadType">Comma-separated free text.</param>
/// <param name="Description">Markdown; empty removes it.</param>
/// <param name="License">Declared license; empty removes it, so that the artifact's counts again.</param>
[GenerateSerializer, Alias("xerotier.model-patch"), Immutable]
public sealed record ModelPatch(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] string? WorkloadType = null,
    [property: Id(2)] string? Description = null,
    [property: Id(3)] string? License = null);
