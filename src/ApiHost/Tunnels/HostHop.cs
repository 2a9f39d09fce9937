using Xerotier.Grains;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>Sends requests for an agent to the host that holds its tunnel.</summary>
internal sealed class HostHop(
    SocketsHttpHandler hosts, HostCredentials credentials, Guid agentId, TunnelAddress tunnel, string relayUrl)
    : DelegatingHandler(hosts)
{
    /// <summary>Where hosts take requests for agents; the agent's id, the tunnel's epoch and the agent's path
    /// follow.</summary>
    public const string Path = "/v1/hosts/agents";

    private readonly string _base = $"{relayUrl.TrimEnd('/')}{Path}/{GrainKeys.Uuid(agentId)}/{tunnel.Epoch}";

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(_base + request.RequestUri!.PathAndQuery);
        request.Headers.Authorization = credentials.Header;
        return base.SendAsync(request, cancellationToken);
    }
}
