using Orleans;

namespace Xerotier.Grains.Audit;

/// <summary>Something that administrators may want to know was done.</summary>
/// <param name="Name">E.g. <c>model.share</c>, see <see cref="AuditActions"/>.</param>
/// <param name="ProjectId">The project whose thing it was done to.</param>
/// <param name="SubjectId">UUID of the thing.</param>
/// <param name="Detail">What else there is to say, e.g. the endpoint that promoted a model; null for nothing.</param>
[GenerateSerializer, Alias("xerotier.audit-action"), Immutable]
public sealed record AuditAction(
    [property: Id(0)] string Name,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] Guid SubjectId,
    [property: Id(3)] string? Detail);
