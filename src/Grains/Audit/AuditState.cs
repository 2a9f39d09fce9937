using Orleans;

namespace Xerotier.Grains.Audit;

/// <summary>Stored form of the trail's head, version 1: how many pages are full, and the one under way.</summary>
[GenerateSerializer, Alias("xerotier.audit-state")]
internal sealed class AuditState : IDurableState<AuditState>
{
    [Id(0)]
    public int FullPages { get; set; }

    [Id(1)]
    public AuditEntry[] Entries { get; set; } = [];

    /// <inheritdoc/>
    public AuditState Copy() => (AuditState)MemberwiseClone();
}
