using System.Collections.Concurrent;
using System.Net;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>A way to send HTTP/2 requests to one agent.</summary>
/// <param name="invoker">Sends them; belongs to the tunnel or to all direct agents and is not to be disposed.</param>
/// <param name="baseUrl">Where the agent's paths begin.</param>
internal sealed class AgentChannel(HttpMessageInvoker invoker, Uri baseUrl)
{
    // Agents have a handful of paths, and making a URL costs more than anything else about a request.
    private readonly ConcurrentDictionary<string, Uri> _urls = new(StringComparer.Ordinal);

    /// <summary>Sends requests.</summary>
    public HttpMessageInvoker Invoker => invoker;

    /// <summary>A request to the agent; the caller disposes it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path on the agent, beginning with a slash; one of few.</param>
    public HttpRequestMessage CreateRequest(HttpMethod method, string path) =>
        new(method, _urls.GetOrAdd(path, static (path, start) => new Uri(start, path), baseUrl))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
}
