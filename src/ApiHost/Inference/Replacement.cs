using System.Collections.Immutable;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// The agent that takes over when the one that has a request keeps it waiting. It is found and leased before the first
/// one is given up: no request is taken from the only agent there is, however slow.
/// </summary>
/// <param name="search">Finds it.</param>
/// <param name="probes">Asks the first one.</param>
/// <param name="mayRetry">Whether the budget of retries allows it; takes one.</param>
/// <param name="call">The request.</param>
/// <param name="silent">The agent that has it.</param>
/// <param name="failed">Agents that failed it before.</param>
/// <param name="logger">The log.</param>
internal sealed partial class Replacement(
    AgentSearch search,
    AgentProbes probes,
    Func<bool> mayRetry,
    InferenceCall call,
    FoundAgent silent,
    ImmutableArray<Guid> failed,
    ILogger logger)
{
    private FoundAgent? _found;

    /// <summary>Whether the request may begin anew at another agent.</summary>
    public required bool MayRestart { get; init; }

    /// <summary>Whether another agent may go on with what the client has of its answer.</summary>
    public required bool MayResume { get; init; }

    private bool IsAllowed => call.Sent is { HasBegun: true } sent ? MayResume && sent.CanContinue : MayRestart;

    /// <summary>Looks for another agent.</summary>
    /// <param name="unlessAlive">Whether the first one keeps the request when it says that it lives.</param>
    /// <returns>Whether one is leased.</returns>
    public async Task<bool> TryFindAsync(bool unlessAlive)
    {
        try
        {
            if (!IsAllowed || unlessAlive && await probes.IsAliveAsync(silent.Lease.AgentId, silent.Address))
            {
                return false;
            }

            var found = await search.FindAtOnceAsync(call, failed.Add(silent.Lease.AgentId));
            if (found is not null && !mayRetry())
            {
                found.Lease.Release(LeaseOutcome.Unused);
                return false;
            }

            _found = found;
            return found is not null;
        }
        catch (Exception exception)
        {
            // The agent that has the request keeps it.
            LogFailed(exception, call.Context.TraceIdentifier);
            return false;
        }
    }

    /// <summary>Hands the agent over, once; null when none was found.</summary>
    public FoundAgent? Take() => Interlocked.Exchange(ref _found, null);

    /// <summary>Gives the agent back: it is not needed.</summary>
    public void Return() => Take()?.Lease.Release(LeaseOutcome.Unused);

    [LoggerMessage(1405, LogLevel.Warning, "Nobody could say who else would serve request {RequestId}")]
    private partial void LogFailed(Exception exception, string requestId);
}
