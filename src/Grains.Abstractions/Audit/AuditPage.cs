using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Audit;

/// <summary>A part of the trail.</summary>
/// <param name="Entries">Entries, newest first.</param>
/// <param name="HasMore">Whether there are older ones.</param>
[GenerateSerializer, Alias("xerotier.audit-page"), Immutable]
public sealed record AuditPage(
    [property: Id(0)] ImmutableArray<AuditEntry> Entries,
    [property: Id(1)] bool HasMore);
