using Orleans;

namespace Xerotier.Grains.JoinKeys;

/// <summary>Stored form of a join key, version 1. The secret is nowhere; its hash is the grain's key.</summary>
[GenerateSerializer, Alias("xerotier.join-key-state")]
internal sealed class JoinKeyState : IDurableState<JoinKeyState>
{
    [Id(0)]
    public Guid Id { get; set; }

    [Id(1)]
    public string ProjectId { get; set; } = "";

    [Id(2)]
    public string Name { get; set; } = "";

    [Id(3)]
    public string? Region { get; set; }

    [Id(4)]
    public string[]? SupportedTiers { get; set; }

    [Id(5)]
    public bool StorageLimitEnabled { get; set; }

    [Id(6)]
    public long? StorageLimitBytes { get; set; }

    [Id(7)]
    public DateTimeOffset Expires { get; set; }

    [Id(8)]
    public DateTimeOffset Created { get; set; }

    [Id(9)]
    public bool Revoked { get; set; }

    [Id(10)]
    public Guid? UsedBy { get; set; }

    /// <inheritdoc/>
    public JoinKeyState Copy() => (JoinKeyState)MemberwiseClone();
}
