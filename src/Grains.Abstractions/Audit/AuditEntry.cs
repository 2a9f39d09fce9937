using Orleans;

namespace Xerotier.Grains.Audit;

/// <summary>Who did what.</summary>
/// <param name="Number">Its place in the trail, from 1, without gaps.</param>
/// <param name="Time">When it was done.</param>
/// <param name="Action">What was done.</param>
/// <param name="Actor">Who did it.</param>
[GenerateSerializer, Alias("xerotier.audit-entry"), Immutable]
public sealed record AuditEntry(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset Time,
    [property: Id(2)] AuditAction Action,
    [property: Id(3)] AuditActor Actor);
