using System.Net;

namespace Xerotier.Agent.Tunnel;

/// <summary>Where the agent "listens" by dialling out.</summary>
/// <param name="url">The URL to dial; null takes the one of the current enrolment.</param>
internal sealed class TunnelEndPoint(Uri? url) : EndPoint
{
    public Uri? Url => url;

    public override string ToString() => url?.ToString() ?? "tunnel";
}
