using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;
using Xerotier.Protocol;
using Xerotier.Protocol.Errors;

namespace Xerotier.Cli.Connections;

/// <summary>Calls the platform's API for one project; refusals become <see cref="CliException"/>.</summary>
internal sealed class PlatformApi : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly Connection _connection;
    private readonly Action<string>? _trace;
    private readonly bool _dryRun;
    private readonly ResiliencePipeline<HttpResponseMessage> _retries;

    /// <summary>Makes a client.</summary>
    /// <param name="connection">The project.</param>
    /// <param name="timeout">How long one answer may take.</param>
    /// <param name="dryRun">Whether requests that change something are shown instead of sent.</param>
    /// <param name="trace">Told of every request; null for nobody.</param>
    public PlatformApi(Connection connection, TimeSpan timeout, bool dryRun, Action<string>? trace)
    {
        (_connection, _dryRun, _trace) = (connection, dryRun, trace);
        _http = new HttpClient { Timeout = timeout };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", connection.ApiKey);
        _retries = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Attempts - 1,
                Delay = FirstPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .HandleResult(IsTransient),
                DelayGenerator = retry => ValueTask.FromResult(retry.Outcome.Result?.Headers.RetryAfter?.Delta),
                OnRetry = Announce,
            })
            .Build();
    }

    /// <summary>Reads something.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, body: null, cancellationToken);

    /// <summary>Changes something; sent once.</summary>
    public Task<JsonElement> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        AnswerAsync(
            method,
            path,
            () => body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            method == HttpMethod.Get,
            cancellationToken);

    /// <summary>Sends what may be sent again when the connection breaks or the platform is busy.</summary>
    public Task<JsonElement> SendAgainAsync(
        HttpMethod method, string path, Func<HttpContent?> content, CancellationToken cancellationToken) =>
        AnswerAsync(method, path, content, retry: true, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> AnswerAsync(
        HttpMethod method, string path, Func<HttpContent?> content, bool retry, CancellationToken cancellationToken)
    {
        var url = new Uri($"{_connection.BaseUrl}/v1/{path}");
        if (_dryRun && method != HttpMethod.Get)
        {
            using var shown = content();
            var body = shown is StringContent ? " " + await shown.ReadAsStringAsync(cancellationToken) : "";
            throw new CliException(CliExitCodes.Done, $"Would send: {method} {url}{body}");
        }

        _trace?.Invoke($"{method} {url}");
        try
        {
            using var answer = retry
                ? await _retries.ExecuteAsync(
                    async token => await SendOnceAsync(method, url, content, token), cancellationToken)
                : await SendOnceAsync(method, url, content, cancellationToken);
            return await ReadAsync(answer, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new CliException(
                CliExitCodes.Unreachable, $"{url.GetLeftPart(UriPartial.Authority)}: {exception.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                CliExitCodes.Unreachable,
                $"{url.GetLeftPart(UriPartial.Authority)} did not answer within {_http.Timeout.TotalSeconds:0} s; "
                + "--timeout allows more.");
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, Uri url, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content() };
        return await _http.SendAsync(request, cancellationToken);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        _trace?.Invoke($"{(int)answer.StatusCode} {RequestId(answer)}");
        if (!answer.IsSuccessStatusCode)
        {
            throw Refusal.Of(answer.StatusCode, Error(text), RequestId(answer), _connection.Source);
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            throw new CliException(
                CliExitCodes.Unexpected,
                $"{_connection.BaseUrl} answered with something else than JSON; is that the platform's URL?");
        }
    }

    private static ErrorBody? Error(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ProtocolJson.Default.ErrorEnvelope)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string RequestId(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("X-Request-ID", out var ids) ? ids.First() : "";

    private static bool IsTransient(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private ValueTask Announce(OnRetryArguments<HttpResponseMessage> retry)
    {
        var reason = retry.Outcome.Exception?.Message ?? $"HTTP {(int)retry.Outcome.Result!.StatusCode}";
        _trace?.Invoke($"{reason}; again in {retry.RetryDelay.TotalSeconds:0.0} s");
        retry.Outcome.Result?.Dispose();
        return ValueTask.CompletedTask;
    }
}
