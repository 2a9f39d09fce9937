using System.Text.Json.Serialization;

namespace Xerotier.Protocol.Errors;

/// <summary>What went wrong, in the shape of OpenAI's API.</summary>
/// <param name="Message">For people.</param>
/// <param name="Type">Family, e.g. <c>invalid_request_error</c>.</param>
/// <param name="Code">Stable; switch on it.</param>
/// <param name="Param">The offending field, or null.</param>
/// <param name="RetryAfter">429 and 503 only: whole seconds to wait; mirrors <c>Retry-After</c>.</param>
/// <param name="RetryStrategy">429 only: how to back off.</param>
public sealed record ErrorBody(
    string Message,
    string Type,
    string? Code,
    string? Param,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RetryStrategy? RetryStrategy = null);
