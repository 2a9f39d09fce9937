namespace Xerotier.Protocol.Agents;

/// <summary>Body of <see cref="AgentProtocol.EnrollPath"/>.</summary>
/// <param name="JoinKey">The single-use join key, <c>xjk_...</c>.</param>
/// <param name="Name">Display name, 1-128 characters.</param>
/// <param name="Version">The agent's version.</param>
/// <param name="Accelerators">Accelerators, e.g. <c>nvidia:H100:80GB</c>, <c>amd:...</c>, <c>intel:...</c>; empty
/// for CPU.</param>
/// <param name="MaxConcurrentRequests">Requests it takes at once; 0 for automatic.</param>
/// <param name="DirectUrl">Base URL where hosts reach it over HTTP/2; platform agents only, null for the
/// tunnel.</param>
public sealed record EnrollRequest(
    string? JoinKey,
    string? Name,
    string? Version,
    IReadOnlyList<string>? Accelerators,
    int? MaxConcurrentRequests,
    string? DirectUrl);
