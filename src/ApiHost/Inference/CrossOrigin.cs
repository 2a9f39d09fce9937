using System.Globalization;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Inference;

/// <summary>Cross-origin headers by an endpoint's rules (WHATWG Fetch, section 3.3).</summary>
internal static class CrossOrigin
{
    private const string Any = "*";

    private static readonly string Exposed = string.Join(", ",
        RequestIds.Header, AnswerHeaders.Overhead, AnswerHeaders.Route, "Retry-After", "X-RateLimit-Limit",
        "X-RateLimit-Remaining", "X-RateLimit-Reset");

    /// <summary>Lets a page of an allowed origin read the answer.</summary>
    public static void Allow(HttpContext context, EndpointCors? rules)
    {
        if (AllowedOrigin(context.Request, rules) is { } origin)
        {
            AllowOrigin(context.Response.Headers, rules!, origin);
            context.Response.Headers.AccessControlExposeHeaders = Exposed;
        }
    }

    /// <summary>Answers a preflight; without rules, or for an origin that is not allowed, it allows nothing.</summary>
    public static void AnswerPreflight(HttpContext context, EndpointCors? rules)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (AllowedOrigin(context.Request, rules) is not { } origin)
        {
            return;
        }

        var headers = context.Response.Headers;
        AllowOrigin(headers, rules!, origin);
        headers.AccessControlAllowMethods = string.Join(", ", rules!.AllowMethods);
        headers.AccessControlAllowHeaders = string.Join(", ", rules.AllowHeaders);
        headers.AccessControlMaxAge = rules.MaxAgeSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private static string? AllowedOrigin(HttpRequest request, EndpointCors? rules)
    {
        string? origin = request.Headers.Origin;
        return origin is null || rules is null ? null
            : rules.AllowOrigins.Contains(Any) ? Any
            : rules.AllowOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase) ? origin
            : null;
    }

    private static void AllowOrigin(IHeaderDictionary headers, EndpointCors rules, string origin)
    {
        headers.AccessControlAllowOrigin = origin;
        if (origin != Any)
        {
            headers.Vary = "Origin";
        }

        // No browser takes credentials for any origin.
        if (rules.AllowCredentials && origin != Any)
        {
            headers.AccessControlAllowCredentials = "true";
        }
    }
}
