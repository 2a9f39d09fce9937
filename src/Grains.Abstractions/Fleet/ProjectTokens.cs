using Orleans;

namespace Xerotier.Grains.Fleet;

/// <summary>What one project has reserved on an agent.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Tokens">Tokens reserved by its leases.</param>
[GenerateSerializer, Alias("xerotier.project-tokens"), Immutable]
public sealed record ProjectTokens(
    [property: Id(0)] string ProjectId,
    [property: Id(1)] long Tokens);
