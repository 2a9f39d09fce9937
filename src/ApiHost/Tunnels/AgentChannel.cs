using System.Net;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>A way to send HTTP/2 requests to one agent.</summary>
/// <param name="Invoker">Sends them; belongs to the tunnel or to all direct agents and is not to be disposed.</param>
/// <param name="BaseUrl">Where the agent's paths begin.</param>
internal sealed record AgentChannel(HttpMessageInvoker Invoker, Uri BaseUrl)
{
    /// <summary>A request to the agent; the caller disposes it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path on the agent, beginning with a slash.</param>
    public HttpRequestMessage CreateRequest(HttpMethod method, string path) => new(method, new Uri(BaseUrl, path))
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
