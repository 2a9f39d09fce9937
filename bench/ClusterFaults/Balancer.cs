using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Xerotier.ClusterFaults;

/// <summary>
/// Sends requests to all API hosts in turn and passes over a host that refuses the connection, as a balancer does.
/// Whatever else goes wrong is the client's to see.
/// </summary>
internal sealed class Balancer(LocalCluster cluster, TimeSpan timeout) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1024, UseProxy = false })
    {
        Timeout = timeout,
    };

    /// <summary>Sends a request; the answer's body is not awaited.</summary>
    /// <param name="turn">Decides which host comes first.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="json">The body; null for none.</param>
    public async Task<HttpResponseMessage> SendAsync(long turn, HttpMethod method, string path, string? json = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            var url = cluster.BaseUrls[(int)((turn + attempt) % cluster.BaseUrls.Count)];
            using var request = new HttpRequestMessage(method, url + path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", cluster.ApiKey);
            request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            try
            {
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            }
            catch (HttpRequestException exception) when (attempt < cluster.BaseUrls.Count - 1
                && exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                // The next host.
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
