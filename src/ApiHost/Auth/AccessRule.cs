namespace Xerotier.ApiHost.Auth;

/// <summary>Who may call a route; every route carries exactly one.</summary>
/// <param name="Kind">Which credential opens it.</param>
/// <param name="Scope">Scope that a project key needs; null for the other kinds.</param>
internal sealed record AccessRule(AccessKind Kind, string? Scope = null);
