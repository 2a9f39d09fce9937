using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xerotier.Grains.Endpoints;
using Xerotier.Protocol.OpenAi;
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

    /// <summary>Key of the names of prompt blocks, once <see cref="PromptHasher"/> has made it.</summary>
    public byte[]? PromptKey { get; set; }

    /// <summary>Keeps the project's cached prefixes apart from those of others.</summary>
    public string CacheSalt { get; }

    /// <summary>
    /// Prompt tokens to plan with. The estimate may be off by a factor of two, so only a prompt that is clearly too
    /// long counts as longer than the context; whether the others fit is the backend's to count.
    /// </summary>
    public int PromptTokens(RequestOutline outline) =>
        Route.ContextLength is { } context && outline.PromptTokens / 2 <= context
            ? Math.Min(outline.PromptTokens, context)
            : outline.PromptTokens;

    /// <summary>Most completion tokens, over all choices, that a request can get; null when it does not say.</summary>
    public long? CompletionTokens(RequestOutline outline)
    {
        if (outline.CompletionLimit is not { } limit)
        {
            return null;
        }

        var each = Route.ContextLength is { } context
            ? RequestSplice.ClampTokens(limit, outline.PromptTokens, context)
            : limit;
        return Math.Min(each, int.MaxValue) * outline.Choices;
    }
}
