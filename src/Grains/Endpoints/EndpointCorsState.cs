using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>Stored form of an endpoint's cross-origin rules, version 1.</summary>
[GenerateSerializer, Alias("xerotier.endpoint-cors-state")]
internal sealed record EndpointCorsState
{
    [Id(0)]
    public string[] AllowOrigins { get; set; } = [];

    [Id(1)]
    public string[] AllowMethods { get; set; } = [];

    [Id(2)]
    public string[] AllowHeaders { get; set; } = [];

    [Id(3)]
    public int MaxAgeSeconds { get; set; }

    [Id(4)]
    public bool AllowCredentials { get; set; }
}
