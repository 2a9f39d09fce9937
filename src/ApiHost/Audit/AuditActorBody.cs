namespace Xerotier.ApiHost.Audit;

/// <summary>Wire form of who did something: <c>api_key</c> with its id, <c>admin</c> or <c>policy</c>.</summary>
internal sealed record AuditActorBody(string Kind, Guid? Id);
