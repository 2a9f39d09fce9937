using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Serving;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Errors;

namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>
/// Passes requests on and answers back, byte for byte, but for the model's name and the cache salt. Hanging up on the
/// agent hangs up on the server.
/// </summary>
internal sealed class OpenAiRelay(OpenAiClient client, OpenAiOptions options, Pace pace, TimeProvider time)
{
    private static readonly string[] PassedHeaders = ["Retry-After", "X-Request-ID", "Cache-Control"];
    private const string NoProject = "none";
    private readonly byte[]? _saltSecret = options.SaltSecret is { } secret ? Encoding.UTF8.GetBytes(secret) : null;

    public async Task RelayAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        var body = await RequestBody.ReadAsync(context, cancellationToken);
        if (headers[AgentProtocol.ModelHeader] is [{ } model]) body = RequestBody.WithMember(body, "model", model);
        else model = RequestBody.Member(body, "model") ?? "";
        // Never the client's own: by guessing a salt it could find out what others have asked.
        var salt = headers[AgentProtocol.CacheSaltHeader] is [{ Length: > 0 } project] ? project : NoProject;
        body = RequestBody.WithMember(body, "cache_salt", SaltFor(salt));

        using var idle = new CancellationTokenSource(options.IdleTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            var id = headers[AgentProtocol.RequestIdHeader] is [{ } requestId] ? requestId : null;
            using var response = await client.PostAsync(context.Request.Path, body, id, stop.Token);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                await BadGatewayAsync(context, "The backend refuses the agent's key: check --backend-api-key.");
                return;
            }
            await CopyAsync(context, response, model, idle, stop.Token);
        }
        catch (HttpRequestException e) when (!context.Response.HasStarted)
        {
            await BadGatewayAsync(context, $"The backend does not answer: {e.HttpRequestError}.");
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !context.Response.HasStarted)
        {
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status504GatewayTimeout, new ErrorBody(
                $"The backend was silent for {options.IdleTimeout}.", "service_error", "backend_timeout", null));
        }
    }

    private async Task CopyAsync(
        HttpContext context, HttpResponseMessage response, string model, CancellationTokenSource idle,
        CancellationToken cancellationToken)
    {
        var answer = context.Response;
        answer.StatusCode = (int)response.StatusCode;
        answer.ContentType = response.Content.Headers.ContentType?.ToString();
        answer.ContentLength = response.Content.Headers.ContentLength;
        foreach (var name in PassedHeaders)
        {
            if (response.Headers.TryGetValues(name, out var values)) answer.Headers[name] = values.ToArray();
        }
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var meter = new AnswerMeter(time, isStream);
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            var read = await source.ReadAsync(answer.BodyWriter.GetMemory(), cancellationToken);
            if (read == 0) break;
            meter.Add(answer.BodyWriter.GetSpan()[..read]);
            answer.BodyWriter.Advance(read);
            idle.CancelAfter(options.IdleTimeout);
            await answer.BodyWriter.FlushAsync(cancellationToken);
        }
        if (response.IsSuccessStatusCode) meter.Report(pace, model);
    }

    private string SaltFor(string salt) => _saltSecret is null
        ? salt
        : Convert.ToHexStringLower(HMACSHA256.HashData(_saltSecret, Encoding.UTF8.GetBytes(salt)));

    private static Task BadGatewayAsync(HttpContext context, string message) => ErrorAnswer.WriteAsync(
        context, StatusCodes.Status502BadGateway,
        new ErrorBody(message, "service_error", "backend_unavailable", null));
}
