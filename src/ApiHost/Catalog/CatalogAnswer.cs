using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Catalog.Pages;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Catalog;

/// <summary>
/// An answer of the catalog with an ETag, so that whoever has it already gets 304. Browsers get a page that may load
/// nothing from elsewhere and run no script but ours.
/// </summary>
internal sealed class CatalogAnswer(
    byte[] body, string contentType, bool forKnownVisitor, int status = StatusCodes.Status200OK) : IResult
{
    private const string JsonType = "application/json";
    private const string HtmlType = "text/html";

    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Whether the client prefers JSON to HTML.</summary>
    public static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(JsonType) > Quality(HtmlType);

        double Quality(string type) => accepted
            .Where(media => media.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            .Select(media => media.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
    }

    /// <summary>A page.</summary>
    public static CatalogAnswer Page(CatalogVisitor visitor, string html) =>
        new(Encoding.UTF8.GetBytes(html), HtmlType + "; charset=utf-8", visitor.IsKnown);

    /// <summary>JSON.</summary>
    public static CatalogAnswer Json<T>(CatalogVisitor visitor, T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type), JsonType, visitor.IsKnown);

    /// <summary>A fault: as everywhere for programs, as a page for people.</summary>
    public static IResult Refuse(HttpContext context, Fault fault) => WantsJson(context.Request)
        ? Reply.Fault(fault)
        : new CatalogAnswer(
            Encoding.UTF8.GetBytes(FaultPage.Render(fault)),
            HtmlType + "; charset=utf-8",
            false,
            FaultMap.Describe(fault.Code).Status);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var headers = response.Headers;
        headers.Vary = "Accept, Authorization";
        headers.CacheControl = forKnownVisitor ? "private, no-cache" : "public, no-cache";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.StatusCode = status;
        if (status == StatusCodes.Status200OK)
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
            headers.ETag = tag.ToString();
            if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(
                known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
