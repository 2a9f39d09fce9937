using System.Buffers;
using System.Security.Cryptography;

namespace Xerotier.ApiHost.Errors;

/// <summary>
/// Gives every request an id, which every answer carries in <c>X-Request-ID</c>. A client's own id is kept when it is
/// 1-128 characters of <c>[A-Za-z0-9._-]</c>.
/// </summary>
internal sealed class RequestIds(RequestDelegate next)
{
    /// <summary>The header, in requests and answers.</summary>
    public const string Header = "X-Request-ID";

    private const string Prefix = "req_";
    private const int RandomLength = 24;
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Runs the pipeline.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var offered = context.Request.Headers[Header];
        context.TraceIdentifier = offered is [{ Length: > 0 and <= MaxLength } id]
            && !id.AsSpan().ContainsAnyExcept(Allowed)
                ? id
                : string.Create(Prefix.Length + RandomLength, 0, static (text, _) =>
                {
                    Prefix.CopyTo(text);
                    RandomNumberGenerator.GetHexString(text[Prefix.Length..], lowercase: true);
                });
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }
}
