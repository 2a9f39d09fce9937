using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Logs;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Errors;
using Xerotier.Protocol.Metrics;

namespace Xerotier.Agent.Serving;

/// <summary>What hosts may ask of an agent.</summary>
internal sealed partial class AgentRoutes(
    IBackend backend,
    LoadRoute loads,
    RequestGate gate,
    AgentOptions options,
    AgentLife life,
    AgentMetrics metrics,
    AgentClock clock,
    LogRing logs,
    ILogger<AgentRoutes> log)
{
    private const int RetryAfterSeconds = 1;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in InferencePaths.Posts) routes.MapPost(path, (RequestDelegate)ServeAsync);
        routes.MapGet(InferencePaths.Models, (RequestDelegate)ListModelsAsync);
        routes.MapPost(AgentProtocol.LoadPath, (RequestDelegate)loads.LoadAsync);
        routes.MapGet(AgentProtocol.LogsPath, (RequestDelegate)(context => WriteTextAsync(
            context, "text/plain; charset=utf-8", logs.Render())));
        routes.MapGet(AgentProtocol.MetricsPath, (RequestDelegate)WriteMetricsAsync);
    }

    public Task WriteMetricsAsync(HttpContext context) =>
        WriteTextAsync(context, PrometheusExporter.ContentType, metrics.Render());

    private async Task ServeAsync(HttpContext context)
    {
        if (!gate.TryEnter())
        {
            metrics.Answered(StatusCodes.Status503ServiceUnavailable);
            await (life.IsDraining
                ? ErrorAnswer.UnavailableAsync(
                    context, "agent_draining", "This agent is shutting down.", RetryAfterSeconds)
                : ErrorAnswer.UnavailableAsync(
                    context, "agent_busy", $"This agent runs {gate.Limit} requests already.", RetryAfterSeconds));
            return;
        }
        try
        {
            await RunAsync(context);
        }
        finally
        {
            gate.Leave();
            metrics.Answered(context.Response.StatusCode);
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        using var overdue = new CancellationTokenSource(options.RequestTimeout, clock.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, context.RequestAborted);
        try
        {
            await backend.ServeAsync(context, stop.Token);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The host hung up: there is nobody to answer.
        }
        catch (Exception e) when (context.Response.HasStarted)
        {
            // Only a reset tells the host that the answer is not whole.
            LogBroken(e.GetType().Name, e.Message);
            context.Abort();
        }
        catch (OperationCanceledException) when (overdue.IsCancellationRequested)
        {
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status504GatewayTimeout, new ErrorBody(
                $"The request took longer than {options.RequestTimeout}.", "service_error", "agent_timeout", null));
        }
    }

    private Task ListModelsAsync(HttpContext context)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (var model in backend.Status.Models)
            {
                json.WriteStartObject();
                json.WriteString("id", model.Name);
                json.WriteString("object", "model");
                json.WriteNumber("created", 0);
                json.WriteString("owned_by", "xerotier");
                if (model.ContextLength is { } length) json.WriteNumber("max_model_len", length);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return WriteTextAsync(context, "application/json", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static Task WriteTextAsync(HttpContext context, string contentType, string text)
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(1201, LogLevel.Warning, "An answer broke off: {Kind}: {Reason}")]
    private partial void LogBroken(string kind, string reason);
}
