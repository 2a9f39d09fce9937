using System.Globalization;
using Microsoft.Net.Http.Headers;
using Xerotier.ApiHost.Errors;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Artifacts;

/// <summary>
/// The bytes of a file, or a range of them (RFC 9110, one range), straight from the object store. The entity tag is the
/// file's SHA-256.
/// </summary>
internal sealed class ArtifactFileResult(IObjectStore objects, ArtifactFile file) : IResult
{
    private const int BufferSize = 128 * 1024;

    private static readonly Fault Gone =
        new(FaultCode.StoreUnavailable, "The object store does not have the file now.");

    private readonly EntityTagHeaderValue _tag = new($"\"{file.Sha256Hex}\"");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Request.GetTypedHeaders();
        var response = httpContext.Response;
        response.GetTypedHeaders().ETag = _tag;
        response.Headers.AcceptRanges = "bytes";
        if (headers.IfNoneMatch.Any(known => known.Compare(_tag, useStrongComparison: false)
            || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        bool ranged = headers.IfRange is null || headers.IfRange.EntityTag?.Compare(_tag, true) is true;
        if (!ranged || headers.Range is not { Ranges: { Count: 1 } ranges } || headers.Range.Unit != "bytes")
        {
            await SendAsync(httpContext, 0, file.Bytes);
            return;
        }

        long first = ranges.Single() is { From: { } from } ? from : Math.Max(file.Bytes - ranges.Single().To!.Value, 0);
        long last = ranges.Single() is { From: not null, To: { } to } ? Math.Min(to, file.Bytes - 1) : file.Bytes - 1;
        if (first > last)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Bytes}");
            return;
        }

        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange =
            string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{file.Bytes}");
        await SendAsync(httpContext, first, last - first + 1);
    }

    private async Task SendAsync(HttpContext context, long offset, long count)
    {
        var response = context.Response;
        await using var content = await objects.OpenAsync(file.ObjectKey, offset, count, context.RequestAborted);
        if (content is null)
        {
            response.Headers.Clear();
            await FaultWriter.WriteAsync(context, Gone);
            return;
        }

        response.ContentType = "application/octet-stream";
        response.ContentLength = count;
        await content.CopyToAsync(response.Body, BufferSize, context.RequestAborted);
    }
}
