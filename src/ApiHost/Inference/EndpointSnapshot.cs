using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xerotier.Grains.Endpoints;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Inference;

/// <summary>An endpoint as this host serves it, with everything that is the same for all of its requests.</summary>
internal sealed class EndpointSnapshot
{
    private const int SaltCharacters = 32;

    /// <summary>Prepares an endpoint.</summary>
    public EndpointSnapshot(EndpointRoute route)
    {
        Route = route;
        Tier = ServiceTiers.TryFind(route.Spec.Tier, out var tier)
            ? tier
            : throw new InvalidOperationException($"Endpoint {route.Spec.Id} has no known tier: {route.Spec.Tier}");
        ModelJson = JsonSerializer.SerializeToUtf8Bytes(route.ServedName, InferenceJson.Default.String);
        CacheSalt = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes("cache-salt:" + Spec.ProjectId)))[..SaltCharacters];
    }

    /// <summary>The endpoint and its model.</summary>
    public EndpointRoute Route { get; }

    /// <summary>The endpoint.</summary>
    public EndpointSpec Spec => Route.Spec;

    /// <summary>What the endpoint's tier allows.</summary>
    public ServiceTier Tier { get; }

    /// <summary>The served name as a JSON string.</summary>
    public byte[] ModelJson { get; }

    /// <summary>Keeps the project's cached prefixes apart from those of others.</summary>
    public string CacheSalt { get; }
}
