namespace Xerotier.ApiHost.Endpoints;

/// <summary>Wire form of an endpoint's fallback to shared agents.</summary>
internal sealed record FallbackBody(bool Enabled, string? Tier);
