using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Protocol;
using Xerotier.Protocol.Errors;

namespace Xerotier.Agent.Serving;

/// <summary>Writes errors in the shape of OpenAI's API.</summary>
internal static class ErrorAnswer
{
    /// <summary>The request is wrong: 400.</summary>
    public static Task InvalidAsync(HttpContext context, string message, string? param) => WriteAsync(
        context, StatusCodes.Status400BadRequest,
        new ErrorBody(message, "invalid_request_error", "invalid_request", param));

    /// <summary>This agent cannot serve it now, another may: 503 with <c>Retry-After</c>.</summary>
    public static Task UnavailableAsync(HttpContext context, string code, string message, int retryAfterSeconds)
    {
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable,
            new ErrorBody(message, "service_error", code, null, retryAfterSeconds));
    }

    /// <summary>Any other status.</summary>
    public static Task WriteAsync(HttpContext context, int status, ErrorBody error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            new ErrorEnvelope(error),
            ProtocolJson.Default.ErrorEnvelope,
            context.RequestAborted);
    }
}
