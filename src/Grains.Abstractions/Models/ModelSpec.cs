using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>What the owner says about a model.</summary>
/// <param name="ProjectId">Owner.</param>
/// <param name="Name">Display name, 1-128 characters.</param>
/// <param name="ServedName">
/// Name under which agents report it, 1-256 characters; the model's UUID when it was uploaded.
/// </param>
/// <param name="Source">
/// Where it comes from: <c>hf:org/name@revision</c>, <c>agent:served-name</c> or <c>upload</c>.
/// </param>
/// <param name="ContextLength">Declared context window in tokens; null when unknown.</param>
/// <param name="WorkloadType">Comma-separated free text, 1-128 characters, default <c>chat</c>.</param>
/// <param name="Description">Markdown, at most 16,384 characters, or null.</param>
/// <param name="License">Declared license, at most 128 characters; null for what the artifact says.</param>
[GenerateSerializer, Alias("xerotier.model-spec"), Immutable]
public sealed record ModelSpec(
    [property: Id(0)] string ProjectId,
    [property: Id(1)] string Name,
    [property: Id(2)] string ServedName,
    [property: Id(3)] string Source,
    [property: Id(4)] int? ContextLength,
    [property: Id(5)] string WorkloadType,
    [property: Id(6)] string? Description = null,
    [property: Id(7)] string? License = null);
