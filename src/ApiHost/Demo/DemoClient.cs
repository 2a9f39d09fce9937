using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Demo;

/// <summary>Calls the demo's own HTTP API, as anybody would.</summary>
internal sealed class DemoClient(HttpClient http)
{
    /// <summary>Whether a resource is there and the secret may read it.</summary>
    public async Task<bool> ExistsAsync(string path, string secret, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, secret);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Creates something.</summary>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task<JsonNode> PostAsync(
        string path, string secret, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path, secret);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken))!;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string secret) =>
        new(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
}
