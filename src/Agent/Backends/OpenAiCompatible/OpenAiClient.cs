using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>HTTP towards a server with OpenAI's API.</summary>
internal sealed class OpenAiClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _baseUrl;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly TimeSpan _probeTimeout;

    public OpenAiClient(OpenAiOptions options, string? socketPath)
    {
        _baseUrl = new Uri(options.BaseUrl.ToString().TrimEnd('/') + "/");
        _authorization = options.ApiKey is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        _probeTimeout = options.ProbeTimeout;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ProbeTimeout,
            ConnectCallback = socketPath is null ? null : (_, cancel) => ConnectAsync(socketPath, cancel),
        });
    }

    /// <summary>Sends a request on; the answer's body is still to be read.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path, ReadOnlyMemory<byte> body, string? requestId, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Post, path);
        if (requestId is not null) request.Headers.TryAddWithoutValidation("X-Request-ID", requestId);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return _http.SendAsync(request, cancellationToken);
    }

    /// <summary>The models the server lists.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or not with a list.</exception>
    public async Task<IReadOnlyList<ListedModel>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var deadline = Deadline(cancellationToken);
        using var response = await _http.SendAsync(Request(HttpMethod.Get, "/v1/models"), deadline.Token);
        response.EnsureSuccessStatusCode();
        try
        {
            var listed = await response.Content.ReadFromJsonAsync(BackendJson.Default.ListedModels, deadline.Token);
            return listed?.Data ?? [];
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"its /v1/models is not OpenAI's: {e.Message}", e);
        }
    }

    /// <summary>The server's figures; none when it has no metrics.</summary>
    public async Task<ScrapedMetrics> ScrapeAsync(CancellationToken cancellationToken)
    {
        using var deadline = Deadline(cancellationToken);
        using var response = await _http.SendAsync(Request(HttpMethod.Get, "/metrics"), deadline.Token);
        if (!response.IsSuccessStatusCode) return ScrapedMetrics.None;
        return ScrapedMetrics.Parse(await response.Content.ReadAsStringAsync(deadline.Token));
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(_baseUrl, path.TrimStart('/')));
        request.Headers.Authorization = _authorization;
        return request;
    }

    private CancellationTokenSource Deadline(CancellationToken cancellationToken)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_probeTimeout);
        return deadline;
    }

    private static async ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
