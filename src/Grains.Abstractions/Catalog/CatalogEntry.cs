using Orleans;

namespace Xerotier.Grains.Catalog;

/// <summary>What is public of a published model, and what hosts need to say how available it is.</summary>
/// <param name="ModelId">UUID.</param>
/// <param name="ProjectId">The publisher.</param>
/// <param name="ProjectName">The publisher's display name.</param>
/// <param name="Name">Display name.</param>
/// <param name="Description">How the markdown description begins, at most 300 characters; empty for none.</param>
/// <param name="Version">The active version (semver).</param>
/// <param name="Format">E.g. <c>safetensors</c>; null when unknown.</param>
/// <param name="Architecture">Slug, e.g. <c>qwen3moe</c>; null when unknown.</param>
/// <param name="ParameterCount">Null when unknown.</param>
/// <param name="ContextLength">Context window in tokens; null when unknown.</param>
/// <param name="License">Null when unknown.</param>
/// <param name="Quantization">Method and bits, e.g. <c>awq 4-bit</c>; null when not quantized or unknown.</param>
/// <param name="WorkloadType">What the owner stored: comma-separated free text.</param>
/// <param name="Featured">Whether an administrator highlights it.</param>
/// <param name="Deployments">Endpoints of all projects that use it.</param>
/// <param name="ServedName">Name under which agents report it; never public.</param>
/// <param name="Role">See <see cref="Models.CatalogRoles"/>; not for anonymous eyes.</param>
[GenerateSerializer, Alias("xerotier.catalog-entry"), Immutable]
public sealed record CatalogEntry(
    [property: Id(0)] Guid ModelId,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string ProjectName,
    [property: Id(3)] string Name,
    [property: Id(4)] string Description,
    [property: Id(5)] string Version,
    [property: Id(6)] string? Format,
    [property: Id(7)] string? Architecture,
    [property: Id(8)] long? ParameterCount,
    [property: Id(9)] int? ContextLength,
    [property: Id(10)] string? License,
    [property: Id(11)] string? Quantization,
    [property: Id(12)] string WorkloadType,
    [property: Id(13)] bool Featured,
    [property: Id(14)] int Deployments,
    [property: Id(15)] string ServedName,
    [property: Id(16)] string Role);
