using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>Style sheet and script of the pages, compiled in; their addresses change with their content.</summary>
internal static class PageAssets
{
    /// <summary>The tab's icon, drawn in place.</summary>
    public const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Crect width='16' height='16' rx='4' fill='%23245'/%3E"
        + "%3Ccircle cx='8' cy='8' r='3' fill='%23fff'/%3E%3C/svg%3E";

    private static readonly FrozenDictionary<string, Asset> Assets = new[]
    {
        Read("catalog.css", "text/css; charset=utf-8"),
        Read("catalog.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(asset => asset.Name);

    /// <summary>The address of an asset.</summary>
    public static string Url(string name) => $"/models/assets/{name}?v={Assets[name].Version}";

    /// <summary>Answers a request for an asset.</summary>
    public static IResult Serve(string name, HttpContext context)
    {
        if (!Assets.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
    }

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(typeof(PageAssets), name)
            ?? throw new InvalidOperationException($"The asset '{name}' is not compiled in.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(name, type, content, Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)));
    }

    private sealed record Asset(string Name, string Type, byte[] Content, string Version);
}
