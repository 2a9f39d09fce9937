using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Bodies;

/// <summary>
/// Reads request bodies as JSON objects, strictly: no duplicate names, no comments, nothing after the end.
/// </summary>
internal sealed class JsonBody(IOptions<BodyOptions> options)
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static readonly JsonElement NoFields = JsonElement.Parse("{}");

    private readonly int _maxBytes = options.Value.MaxBytes;

    /// <summary>
    /// The fields of the body; an empty body has none. A body that is too large or no JSON object has none either, and
    /// its <see cref="RequestFields.Fault"/> says why.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">Largest body where it is not <see cref="BodyOptions.MaxBytes"/>.</param>
    public async ValueTask<RequestFields> ReadAsync(HttpContext context, int? maxBytes = null)
    {
        int limit = maxBytes ?? _maxBytes;
        var buffer = new ArrayBufferWriter<byte>();
        var stream = context.Request.Body;
        while (await stream.ReadAsync(buffer.GetMemory(4096), context.RequestAborted) is > 0 and var read)
        {
            buffer.Advance(read);
            if (buffer.WrittenCount > limit)
            {
                return Unreadable($"The request body is larger than {limit} bytes.", FaultCode.BodyTooLarge);
            }
        }

        return buffer.WrittenCount == 0 ? new RequestFields(NoFields) : Parse(buffer.WrittenSpan);
    }

    private static RequestFields Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var root = JsonElement.Parse(utf8, Strict);
            return root.ValueKind == JsonValueKind.Object
                ? new RequestFields(root)
                : Unreadable("The request body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            return Unreadable(
                $"The request body is not valid JSON (line {exception.LineNumber + 1}, byte "
                + $"{exception.BytePositionInLine + 1}).");
        }
    }

    private static RequestFields Unreadable(string message, FaultCode code = FaultCode.InvalidRequest) =>
        new(NoFields, new Fault(code, message));
}
