using System.Net;
using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>Nothing in between: what everything else is compared with.</summary>
internal sealed class DirectPath : IGateway
{
    public const string Column = "direct";

    public string Name => Column;

    public Task<Target> StartAsync(Uri upstream, string directory, CancellationToken cancellationToken) =>
        Task.FromResult(new Target(
            Name, new IPEndPoint(IPAddress.Loopback, upstream.Port), [Lane.Of("/v1", "none")], new ProcessFigures()));

    public ValueTask DisposeAsync() => default;
}
