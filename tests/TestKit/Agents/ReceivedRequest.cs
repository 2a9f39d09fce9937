using System.Text.Json.Nodes;

namespace Xerotier.TestKit.Agents;

/// <summary>A request as an agent received it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Headers">Its headers; names in any case.</param>
/// <param name="Body">Its body.</param>
/// <param name="Aborted">Cancelled when the host hangs up.</param>
public sealed record ReceivedRequest(
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    CancellationToken Aborted)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;
}
