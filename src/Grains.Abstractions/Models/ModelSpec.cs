using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>What a registered model is made of.</summary>
/// <param name="ProjectId">Owner.</param>
/// <param name="Name">Display name, 1-128 characters.</param>
/// <param name="ServedName">Name under which agents report it, 1-256 characters.</param>
/// <param name="Source">Where it comes from: <c>hf:org/name@revision</c> or <c>agent:served-name</c>.</param>
/// <param name="ContextLength">Context window in tokens; null when unknown.</param>
/// <param name="WorkloadType">Free text, default <c>chat</c>.</param>
[GenerateSerializer, Alias("xerotier.model-spec"), Immutable]
public sealed record ModelSpec(
    [property: Id(0)] string ProjectId,
    [property: Id(1)] string Name,
    [property: Id(2)] string ServedName,
    [property: Id(3)] string Source,
    [property: Id(4)] int? ContextLength,
    [property: Id(5)] string WorkloadType);
