using System.Collections.Immutable;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Models;
using Xerotier.Grains.Endpoints;
using Xerotier.Routing;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>Reads what an endpoint is made of: over the defaults when it is created, over what is there when it is
/// changed.</summary>
internal static class EndpointFields
{
    private const int MaxSlugLength = 63;
    private const int MaxBoundAgents = 100;

    private static readonly ImmutableArray<string> TaskModes = ["chat", "embed", "score"];

    /// <summary>An endpoint with the defaults.</summary>
    public static EndpointSpec Defaults(string projectId) => new(
        Guid.NewGuid(), projectId, "", Guid.Empty, ServiceTiers.SelfHosted, "chat", false, null, null, null, [], false,
        null);

    /// <summary>The slug of a new endpoint.</summary>
    public static string ReadSlug(RequestFields fields)
    {
        string slug = fields.RequiredText("slug", 1, MaxSlugLength);
        if (slug == "v1" || !IsSlug(slug) || Guid.TryParseExact(slug, "D", out _))
        {
            fields.Refuse("slug", "must be 1 to 63 of a-z, 0-9 and -, not v1 and not a UUID");
        }

        return slug;
    }

    /// <summary>Whether a text from a path can be an endpoint's slug.</summary>
    public static bool IsSlug(string text) =>
        text.Length is > 0 and <= MaxSlugLength
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>
    /// What the request changes of <paramref name="start"/>; an explicit null resets an optional field.
    /// </summary>
    public static EndpointSpec Read(RequestFields fields, EndpointSpec start)
    {
        string tier = TierFields.Read(fields, "tier") ?? start.Tier;
        var spec = start with
        {
            ModelId = fields.Uuid("model_id") ?? start.ModelId,
            Tier = tier,
            TaskMode = fields.Choice("task_mode", TaskModes) ?? start.TaskMode,
            Region = fields.Has("region") ? RegionFields.Read(fields) : start.Region,
            Cors = fields.Has("cors") ? ReadCors(fields) : start.Cors,
            Routing = fields.Has("routing") ? ReadRouting(fields, start.Routing) : start.Routing,
        };
        return ReadBinding(fields, ReadFallback(fields, ReadVersion(fields, spec)));
    }

    // A pin is exact, so it ends a rollout unless the request asks for both.
    private static EndpointSpec ReadVersion(RequestFields fields, EndpointSpec spec)
    {
        string? version = fields.Has("version") ? VersionFields.Read(fields) : spec.Version;
        int? rollout = fields.Has("rollout_percent")
            ? (int?)fields.Integer("rollout_percent", 0, 100)
            : version is null ? spec.RolloutPercent : null;
        if (version is not null && rollout is not null)
        {
            fields.Refuse("rollout_percent", "cannot be combined with a pinned version");
        }

        return spec with { Version = version, RolloutPercent = rollout };
    }

    private static EndpointCors? ReadCors(RequestFields fields) =>
        fields.Object("cors") is { } cors ? CorsFields.Read(cors) : null;

    private static EndpointRouting? ReadRouting(RequestFields fields, EndpointRouting? start) =>
        fields.Object("routing") is { } routing
            ? new EndpointRouting(
                routing.Has("sharpness")
                    ? routing.Number("sharpness", 1, RoutePolicy.MaxSharpness)
                    : start?.Sharpness,
                routing.Has("epsilon") ? routing.Number("epsilon", 0, 1) : start?.Epsilon)
            : null;

    private static EndpointSpec ReadFallback(RequestFields fields, EndpointSpec spec)
    {
        if (fields.Object("fallback") is { } fallback)
        {
            string? tier = TierFields.Read(fallback, "tier");
            if (tier == ServiceTiers.SelfHosted)
            {
                fallback.Refuse("tier", "must be a tier of shared agents");
            }

            spec = spec with
            {
                Fallback = fallback.Flag("enabled") ?? spec.Fallback,
                FallbackTier = tier ?? spec.FallbackTier,
            };
        }

        return spec is { Fallback: true, FallbackTier: null, Tier: ServiceTiers.SelfHosted }
            ? spec with { FallbackTier = ServiceTiers.GpuNvidia }
            : spec;
    }

    private static EndpointSpec ReadBinding(RequestFields fields, EndpointSpec spec)
    {
        if (fields.Object("binding") is not { } binding)
        {
            return spec;
        }

        var agents = binding.Uuids("agent_ids", MaxBoundAgents) ?? spec.BoundAgents;
        bool exclusive = binding.Flag("exclusive") ?? spec.Exclusive;
        if (exclusive && agents.IsEmpty)
        {
            binding.Refuse("exclusive", "needs at least one agent in agent_ids");
        }

        return spec with { BoundAgents = agents, Exclusive = exclusive };
    }
}
