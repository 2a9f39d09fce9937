using System.Net;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>A way to send HTTP/2 requests to one agent.</summary>
/// <param name="invoker">Sends them; belongs to the tunnel or to all direct agents and is not to be disposed.</param>
/// <param name="baseUrl">Where the agent's paths begin.</param>
internal sealed class AgentChannel(HttpMessageInvoker invoker, Uri baseUrl)
{
    // Nearly all requests have the same path, and making its URL costs more than anything else about a request.
    private Tuple<string, Uri>? _last;

    /// <summary>Sends requests.</summary>
    public HttpMessageInvoker Invoker => invoker;

    /// <summary>A request to the agent; the caller disposes it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path on the agent, beginning with a slash.</param>
    public HttpRequestMessage CreateRequest(HttpMethod method, string path) => new(method, Url(path))
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private Uri Url(string path)
    {
        var last = _last;
        if (last?.Item1 != path)
        {
            _last = last = Tuple.Create(path, new Uri(baseUrl, path));
        }

        return last.Item2;
    }
}
