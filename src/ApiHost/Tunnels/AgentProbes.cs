using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Inference;
using Xerotier.Grains.Agents;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>
/// Asks agents whether they are alive. Requests that want to know it at the same time share one question.
/// </summary>
internal sealed class AgentProbes(
    AgentConnections connections, IOptions<PatienceOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<bool>>> _asked = new();

    /// <summary>Whether the agent answers in time, whatever it says.</summary>
    public async Task<bool> IsAliveAsync(Guid agentId, AgentAddress address)
    {
        var question = _asked.GetOrAdd(agentId, _ => new Lazy<Task<bool>>(() => AskAsync(agentId, address)));
        try
        {
            return await question.Value;
        }
        finally
        {
            _asked.TryRemove(new KeyValuePair<Guid, Lazy<Task<bool>>>(agentId, question));
        }
    }

    private async Task<bool> AskAsync(Guid agentId, AgentAddress address)
    {
        if (connections.Find(agentId, address) is not { } channel)
        {
            return false;
        }

        using var deadline = new CancellationTokenSource(options.Value.ProbeTimeout, time);
        using var request = channel.CreateRequest(HttpMethod.Head, AgentProtocol.ProbePath);
        try
        {
            using var response = await channel.Invoker.SendAsync(request, deadline.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }
}
