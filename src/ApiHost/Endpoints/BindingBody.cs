namespace Xerotier.ApiHost.Endpoints;

/// <summary>Wire form of the agents an endpoint is bound to.</summary>
internal sealed record BindingBody(IReadOnlyList<Guid> AgentIds, bool Exclusive);
