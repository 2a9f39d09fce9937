using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>Wire form of an endpoint's cross-origin rules.</summary>
internal sealed record CorsBody(
    IReadOnlyList<string> AllowOrigins,
    IReadOnlyList<string> AllowMethods,
    IReadOnlyList<string> AllowHeaders,
    int MaxAge,
    bool AllowCredentials)
{
    /// <summary>The wire form of <paramref name="cors"/>.</summary>
    public static CorsBody Of(EndpointCors cors) => new(
        cors.AllowOrigins, cors.AllowMethods, cors.AllowHeaders, cors.MaxAgeSeconds, cors.AllowCredentials);
}
