using System.Net;
using System.Net.Sockets;

namespace Xerotier.Faults.Processes;

/// <summary>Finds free ports.</summary>
internal static class Ports
{
    /// <summary>A port of this machine that nobody uses now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
