using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Reads bodies into pooled memory. Memory grows with what has arrived, never with what a client announces, and is
/// bounded for all together; the server bounds each of them.
/// </summary>
internal sealed class BodyReader(IOptions<InferenceOptions> options, TimeProvider time)
{
    private static readonly Fault TooSlow =
        new(FaultCode.RequestBodyTimeout, "The request body did not arrive in time.");

    private static readonly Fault NotJson =
        new(FaultCode.UnsupportedMediaType, "The body must be JSON: send Content-Type: application/json.");

    private static readonly Fault NoRoom =
        new(FaultCode.Overloaded, "This host has no memory for a further body now.", RetryAfterSeconds: 1);

    private readonly InferenceOptions _options = options.Value;

    /// <summary>The memory that bodies take.</summary>
    public BodyBudget Budget { get; } = new(options.Value.MaxBodyBytesInAll);

    /// <summary>Reads a request's whole body; the caller disposes it.</summary>
    public async ValueTask<Result<RequestBody>> ReadAsync(HttpContext context)
    {
        if (!IsJson(context.Request.ContentType))
        {
            return NotJson;
        }

        var body = new RequestBody(Budget);
        var fault = await FillAsync(context, body);
        if (fault is null)
        {
            return body;
        }

        body.Dispose();
        return fault;
    }

    private async ValueTask<Fault?> FillAsync(HttpContext context, RequestBody body)
    {
        var reader = context.Request.BodyReader;
        var announced = context.Request.ContentLength ?? long.MaxValue;
        try
        {
            // Most bodies are whole before anybody asks for them, and need no deadline.
            var isThere = reader.TryRead(out var read);
            using var deadline = isThere && read.IsCompleted
                ? null
                : new CancellationTokenSource(_options.BodyTimeout, time);
            using var gone = deadline is null ? default : context.RequestAborted.UnsafeRegister(
                static source => ((CancellationTokenSource)source!).Cancel(), deadline);
            while (true)
            {
                read = isThere ? read : await reader.ReadAsync(deadline!.Token);
                isThere = false;
                var (fits, whole) = (body.TryAppend(read.Buffer, announced), read.IsCompleted);
                reader.AdvanceTo(read.Buffer.End);
                if (!fits || whole)
                {
                    return fits ? null : NoRoom;
                }
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // What still arrives belongs to this request: the connection cannot carry another one.
            context.Response.Headers.Connection = "close";
            return TooSlow;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is null
        || MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
