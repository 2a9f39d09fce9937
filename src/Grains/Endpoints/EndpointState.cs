using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>Stored form of an endpoint, version 4.</summary>
[GenerateSerializer, Alias("xerotier.endpoint-state")]
internal sealed class EndpointState : IDurableState<EndpointState>
{
    [Id(0)]
    public Guid Id { get; set; }

    [Id(1)]
    public string ProjectId { get; set; } = "";

    [Id(2)]
    public string Slug { get; set; } = "";

    [Id(3)]
    public Guid ModelId { get; set; }

    [Id(4)]
    public string Tier { get; set; } = "";

    [Id(5)]
    public string TaskMode { get; set; } = "";

    [Id(6)]
    public bool Fallback { get; set; }

    [Id(7)]
    public string? FallbackTier { get; set; }

    [Id(8)]
    public string? Region { get; set; }

    [Id(9)]
    public EndpointCorsState? Cors { get; set; }

    [Id(10)]
    public Guid[] BoundAgents { get; set; } = [];

    [Id(11)]
    public bool Exclusive { get; set; }

    [Id(12)]
    public string? Version { get; set; }

    [Id(13)]
    public DateTimeOffset Created { get; set; }

    [Id(14)]
    public DateTimeOffset Updated { get; set; }

    [Id(15)]
    public double? Sharpness { get; set; }

    [Id(16)]
    public double? Epsilon { get; set; }

    [Id(17)]
    public int? RolloutPercent { get; set; }

    [Id(18)]
    public long Revision { get; set; }

    /// <inheritdoc/>
    public EndpointState Copy() => (EndpointState)MemberwiseClone();
}
