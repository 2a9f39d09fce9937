using Orleans;

namespace Xerotier.Grains.ApiKeys;

/// <summary>Stored form of an API key, version 1. The secret is nowhere; its hash is the grain's key.</summary>
[GenerateSerializer, Alias("xerotier.api-key-state")]
internal sealed class ApiKeyState : IDurableState<ApiKeyState>
{
    [Id(0)]
    public Guid Id { get; set; }

    [Id(1)]
    public string ProjectId { get; set; } = "";

    [Id(2)]
    public string Name { get; set; } = "";

    [Id(3)]
    public string Prefix { get; set; } = "";

    [Id(4)]
    public string Role { get; set; } = "";

    [Id(5)]
    public string[] Scopes { get; set; } = [];

    [Id(6)]
    public string? Endpoint { get; set; }

    [Id(7)]
    public string[] IpAllow { get; set; } = [];

    [Id(8)]
    public long? QuotaRequests { get; set; }

    [Id(9)]
    public int? QuotaWindowSeconds { get; set; }

    [Id(10)]
    public DateTimeOffset? Expires { get; set; }

    [Id(11)]
    public string? Replaces { get; set; }

    [Id(12)]
    public DateTimeOffset Created { get; set; }

    [Id(13)]
    public bool Revoked { get; set; }

    [Id(14)]
    public DateTimeOffset? GraceEnds { get; set; }

    [Id(15)]
    public DateTimeOffset? LastUsed { get; set; }

    /// <inheritdoc/>
    public ApiKeyState Copy() => (ApiKeyState)MemberwiseClone();
}
