using Microsoft.AspNetCore.Http;

namespace Xerotier.Agent.Backends;

/// <summary>What answers requests.</summary>
internal interface IBackend : IAsyncDisposable
{
    /// <summary>Requests to send at once when the agent's limit is automatic.</summary>
    int SuggestedConcurrency { get; }

    /// <summary>
    /// Whether it can go on with an assistant's message that another one began, as vLLM does when
    /// <c>continue_final_message</c> is set.
    /// </summary>
    bool ContinuesAnswers { get; }

    /// <summary>Figures and models as of now; cheap, and never fails.</summary>
    BackendStatus Status { get; }

    /// <summary>Starts whatever runs behind it; returns before models are loaded.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Answers one request: status, headers and body. Errors that it foresees become an answer too.
    /// </summary>
    /// <param name="context">The request; its path is one of <see cref="Serving.InferencePaths"/>.</param>
    /// <param name="cancellationToken">The caller hung up, or the request's time is over.</param>
    Task ServeAsync(HttpContext context, CancellationToken cancellationToken);
}
