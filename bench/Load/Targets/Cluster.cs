using System.Net;
using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>An endpoint of an installation that runs already, with an agent in front of this stand-in.</summary>
/// <param name="url">The endpoint's base URL, up to and including <c>/v1</c>; plain HTTP.</param>
/// <param name="key">An API key for it.</param>
internal sealed class Cluster(Uri url, string key) : IGateway
{
    public const string Column = "cluster";

    public string Name => Column;

    public async Task<Target> StartAsync(Uri upstream, string directory, CancellationToken cancellationToken)
    {
        var lane = Lane.Of(url.AbsolutePath.TrimEnd('/'), key);
        var addresses = await Dns.GetHostAddressesAsync(
            url.Host, System.Net.Sockets.AddressFamily.InterNetwork, cancellationToken);
        return new Target(Name, new IPEndPoint(addresses[0], url.Port), [lane], new ProcessFigures());
    }

    public ValueTask DisposeAsync() => default;
}
