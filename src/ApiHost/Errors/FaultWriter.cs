using System.Globalization;
using System.Text.Json;
using Xerotier.Grains.Faults;
using Xerotier.Protocol;
using Xerotier.Protocol.Errors;

namespace Xerotier.ApiHost.Errors;

/// <summary>
/// The only writer of faults. Before the first byte: status and JSON envelope. After it: an error frame in the event
/// stream, then the end; an answer that is no event stream is cut off, since nothing else tells the client.
/// </summary>
internal static class FaultWriter
{
    private const string EventStream = "text/event-stream";

    private static readonly RetryStrategy Backoff = new("exponential_backoff", 500, 30_000, 2, true);

    /// <summary>Writes <paramref name="fault"/> as the answer, or as the end of it.</summary>
    public static Task WriteAsync(HttpContext context, Fault fault)
    {
        var response = context.Response;
        if (!response.HasStarted)
        {
            return WriteEnvelopeAsync(response, fault);
        }

        if (response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) is true)
        {
            return WriteFrameAsync(context, fault);
        }

        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task WriteEnvelopeAsync(HttpResponse response, Fault fault)
    {
        var shape = FaultMap.Describe(fault.Code);
        var retryAfter = fault.RetryAfterSeconds ?? shape.RetryAfterSeconds;
        response.StatusCode = shape.Status;
        response.ContentType = "application/json";
        if (retryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (shape.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        var body = Serialize(new ErrorBody(
            fault.Message,
            shape.Type,
            shape.Code,
            fault.Param,
            retryAfter,
            shape.Status == StatusCodes.Status429TooManyRequests ? Backoff : null));
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
        }
    }

    private static async Task WriteFrameAsync(HttpContext context, Fault fault)
    {
        var shape = FaultMap.Describe(fault.Code);
        var body = Serialize(new ErrorBody(fault.Message, FaultMap.StreamErrorType, shape.Code, fault.Param));
        var stream = context.Response.Body;
        await stream.WriteAsync("data: "u8.ToArray(), context.RequestAborted);
        await stream.WriteAsync(body, context.RequestAborted);
        await stream.WriteAsync("\n\n"u8.ToArray(), context.RequestAborted);
        await context.Response.CompleteAsync();
    }

    private static byte[] Serialize(ErrorBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(new ErrorEnvelope(body), ProtocolJson.Default.ErrorEnvelope);
}
