using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Xerotier.Agent.Serving;

/// <summary>
/// The Prometheus port. It marks its connections with itself, so that metrics alone are served there, and nowhere
/// else.
/// </summary>
internal sealed class MetricsDoor
{
    private ListenOptions? _listener;

    /// <summary>Where it is, once the agent has started; null when it is off.</summary>
    public Uri? Url => _listener?.IPEndPoint is { } address ? new Uri($"http://{address}") : null;

    public void Open(ListenOptions listener)
    {
        _listener = listener;
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        });
    }
}
