using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Models;
using Xerotier.Agent.Serving;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Backends;

/// <summary>
/// All that an agent serves: the models its operator fixed, and those that the platform has it load.
/// </summary>
/// <param name="fixedModels">What serves the operator's models; null when there are none.</param>
/// <param name="library">The platform's models.</param>
/// <param name="concurrency">Requests at once when the operator fixed no models.</param>
internal sealed class LoadingBackend(IBackend? fixedModels, ModelLibrary library, int concurrency) : IBackend
{
    private const int MaxModels = 256;
    private const int RetryAfterSeconds = 1;

    public int SuggestedConcurrency => fixedModels?.SuggestedConcurrency ?? concurrency;

    // What the platform has it load runs in vLLM, or is simulated.
    public bool ContinuesAnswers => fixedModels?.ContinuesAnswers ?? true;

    public BackendStatus Status
    {
        get
        {
            BackendStatus[] all = fixedModels is null
                ? [.. library.Statuses]
                : [fixedModels.Status, .. library.Statuses];
            return new BackendStatus(
                Sum(all.Select(status => status.Running)),
                Sum(all.Select(status => status.Waiting)),
                all.Max(status => status.KvUsage),
                all.Any(status => status.KvCapacityTokens is not null)
                    ? all.Sum(status => status.KvCapacityTokens)
                    : null,
                [.. (fixedModels?.Status.Models ?? []).Concat(library.Models).Take(MaxModels)]);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        fixedModels?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    public async Task ServeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        var name = headers[AgentProtocol.ModelHeader] is [{ } served] ? served : "";
        ModelUse? use = null;
        try
        {
            var version = VersionWish.Parse(headers[AgentProtocol.ModelVersionHeader]);
            use = await library.UseAsync(name, version, cancellationToken);
        }
        catch (StillLoadingException e)
        {
            await ErrorAnswer.UnavailableAsync(context, "model_loading", e.Message, e.RetryAfterSeconds);
            return;
        }
        catch (LoadException e)
        {
            // Whatever it is, it is no fault of the request, and another agent may do better.
            await ErrorAnswer.UnavailableAsync(context, e.Code, e.Message, RetryAfterSeconds);
            return;
        }
        using (use)
        {
            if ((use?.Backend ?? fixedModels) is { } backend) await backend.ServeAsync(context, cancellationToken);
            else await ErrorAnswer.UnavailableAsync(
                context, "model_not_loaded", $"The model '{name}' is not loaded on this agent.", RetryAfterSeconds);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (fixedModels is not null) await fixedModels.DisposeAsync();
    }

    private static int? Sum(IEnumerable<int?> figures) =>
        figures.Aggregate((int?)null, (sum, figure) => figure is null ? sum : (sum ?? 0) + figure);
}
