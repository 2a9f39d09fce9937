using Orleans;

namespace Xerotier.Grains.Audit;

/// <summary>Stored form of a full page of the trail, version 1.</summary>
[GenerateSerializer, Alias("xerotier.audit-page-state")]
internal sealed class AuditPageState : IDurableState<AuditPageState>
{
    [Id(0)]
    public AuditEntry[] Entries { get; set; } = [];

    /// <inheritdoc/>
    public AuditPageState Copy() => (AuditPageState)MemberwiseClone();
}
