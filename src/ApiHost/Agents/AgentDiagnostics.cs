using System.Buffers;
using Orleans;
using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Fleet;

namespace Xerotier.ApiHost.Agents;

/// <summary>Reads texts live from agents: their logs and metrics, which never hold prompts.</summary>
internal sealed class AgentDiagnostics(IGrainFactory grains, AgentConnections connections)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static readonly Fault NotReachable =
        new(FaultCode.NoAgentAvailable, "The agent is not connected to this host.");

    private static readonly Fault Failed = new(FaultCode.AgentFailed, "The agent did not answer.");

    /// <summary>The text at a path of an agent, at most 4 MiB of it, read within 10 s.</summary>
    public async Task<IResult> ReadAsync(
        string ownerId, Guid agentId, string path, CancellationToken cancellationToken)
    {
        var fleet = await grains.GetGrain<IFleetGrain>(GrainKeys.PoolOf(ownerId)).PullAsync(0, 0, TimeSpan.Zero);
        var address = fleet.Agents.FirstOrDefault(agent => agent.AgentId == agentId)?.Address;
        if (address is null || connections.Find(agentId, address) is not { } channel)
        {
            return new FaultResult(NotReachable);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            return await ReadAsync(channel, path, deadline.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new FaultResult(Failed);
        }
    }

    private static async Task<IResult> ReadAsync(
        AgentChannel channel, string path, CancellationToken cancellationToken)
    {
        using var request = channel.CreateRequest(HttpMethod.Get, path);
        using var response = await channel.Invoker.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return new FaultResult(Failed);
        }

        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var text = new ArrayBufferWriter<byte>();
        while (text.WrittenCount < MaxBytes
            && await content.ReadAsync(text.GetMemory(4096), cancellationToken) is > 0 and var read)
        {
            text.Advance(read);
        }

        return TypedResults.Text(text.WrittenSpan, "text/plain; charset=utf-8");
    }
}
