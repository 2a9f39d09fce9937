using System.Globalization;
using System.Net;
using System.Text;
using Xerotier.Load.Generator;
using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>Something that requests can be sent to.</summary>
/// <param name="Name">Its column in the results.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Lanes">Ways in; clients take turns.</param>
/// <param name="Processes">What stands between client and stand-in.</param>
internal sealed record Target(string Name, IPEndPoint Address, IReadOnlyList<Lane> Lanes, ProcessFigures Processes)
{
    /// <summary>The bytes of a client's request.</summary>
    public byte[] Request(Payload payload, int client)
    {
        var lane = Lanes[client % Lanes.Count];
        string body = payload.Body();
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"POST {lane.Path}/chat/completions HTTP/1.1\r\nHost: {Address}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n")
            .Append("Content-Type: application/json\r\n");
        foreach (string header in lane.Headers) text.Append(header).Append("\r\n");
        return Encoding.ASCII.GetBytes(text.Append("\r\n").Append(body).ToString());
    }
}
