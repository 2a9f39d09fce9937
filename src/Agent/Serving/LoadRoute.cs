using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Models;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Serving;

/// <summary>Where hosts say which models to load.</summary>
internal sealed class LoadRoute(ModelLibrary library, AgentLife life)
{
    private const int RetryAfterSeconds = 1;

    public async Task LoadAsync(HttpContext context)
    {
        if (life.IsDraining)
        {
            await ErrorAnswer.UnavailableAsync(
                context, "agent_draining", "This agent is shutting down.", RetryAfterSeconds);
            return;
        }
        if (await ReadAsync(context) is not { } wish) return;
        try
        {
            var ack = await library.LoadAsync(wish, context.RequestAborted);
            context.Response.StatusCode = ack.State == AgentProtocol.LoadedState
                ? StatusCodes.Status200OK
                : StatusCodes.Status202Accepted;
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(
                context.Response.Body, ack, ProtocolJson.Default.ModelLoadAck, context.RequestAborted);
        }
        catch (LoadException e)
        {
            await ErrorAnswer.WriteAsync(context, e.Status, e.Describe());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The host hung up; the load goes on.
        }
    }

    private static async Task<ModelLoadRequest?> ReadAsync(HttpContext context)
    {
        try
        {
            var wish = await JsonSerializer.DeserializeAsync(
                context.Request.Body, ProtocolJson.Default.ModelLoadRequest, context.RequestAborted);
            if (wish is null) throw new JsonException("It is null.");
            if (LoadWish.Problem(wish) is not { } problem) return wish;
            await ErrorAnswer.InvalidAsync(context, problem.Message, problem.Param);
        }
        catch (JsonException e)
        {
            await ErrorAnswer.InvalidAsync(context, $"The body is not a load request: {e.Message}", null);
        }
        return null;
    }
}
