using Orleans;

namespace Xerotier.Grains.Audit;

/// <summary>Who did something.</summary>
/// <param name="Kind"><c>api_key</c>, <c>admin</c> or <c>policy</c> (the platform by itself).</param>
/// <param name="Id">UUID of the API key; null for others.</param>
[GenerateSerializer, Alias("xerotier.audit-actor"), Immutable]
public sealed record AuditActor([property: Id(0)] string Kind, [property: Id(1)] Guid? Id)
{
    /// <summary>Whoever holds the admin token.</summary>
    public static AuditActor Admin { get; } = new("admin", null);

    /// <summary>The platform by itself.</summary>
    public static AuditActor Policy { get; } = new("policy", null);

    /// <summary>Whoever holds an API key.</summary>
    public static AuditActor ApiKey(Guid id) => new("api_key", id);
}
