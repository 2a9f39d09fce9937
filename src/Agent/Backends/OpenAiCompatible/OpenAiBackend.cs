using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>A server with OpenAI's API that somebody else runs.</summary>
internal sealed partial class OpenAiBackend : IBackend
{
    private const string Loaded = "loaded";
    private const string Loading = "loading";
    private const int ToleratedMisses = 3;

    private readonly OpenAiOptions _options;
    private readonly OpenAiClient _client;
    private readonly OpenAiRelay _relay;
    private readonly AgentClock _clock;
    private readonly ILogger<OpenAiBackend> _log;
    private readonly CancellationTokenSource _stopping = new();
    private volatile BackendStatus _status;
    private bool? _answers;
    private int _misses;
    private Task _probing = Task.CompletedTask;

    public OpenAiBackend(OpenAiOptions options, Pace pace, AgentClock clock, ILogger<OpenAiBackend> log)
        : this(options, null, pace, clock, log)
    {
    }

    /// <param name="options">Where the server is.</param>
    /// <param name="socketPath">Unix socket that leads to it; null for the URL's host and port.</param>
    /// <param name="pace">Takes the figures of finished requests.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Log.</param>
    internal OpenAiBackend(
        OpenAiOptions options, string? socketPath, Pace pace, AgentClock clock, ILogger<OpenAiBackend> log)
    {
        _options = options;
        _clock = clock;
        _log = log;
        _client = new OpenAiClient(options, socketPath);
        _status = BackendStatus.Unknown with
        {
            Models = [.. options.Models.Select(name => new HeartbeatModel(name, null, Loading, null))],
        };
        _relay = new OpenAiRelay(_client, options, pace, clock.Time);
    }

    public int SuggestedConcurrency => _options.Concurrency;

    public bool ContinuesAnswers => _options.Continues;

    public BackendStatus Status => _status;

    /// <summary>Whether the last look at the server found it answering.</summary>
    public bool IsAnswering => _status.Models is [{ State: Loaded }, ..];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ProbeAsync(cancellationToken);
        _probing = KeepProbingAsync(_stopping.Token);
    }

    public Task ServeAsync(HttpContext context, CancellationToken cancellationToken) =>
        _relay.RelayAsync(context, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _probing;
        _client.Dispose();
    }

    private async Task KeepProbingAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(_options.ProbeInterval, _clock.Time);
            while (await timer.WaitForNextTickAsync(cancellationToken)) await ProbeAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var listed = await _client.ListModelsAsync(cancellationToken);
            var metrics = await _client.ScrapeAsync(cancellationToken);
            _status = new BackendStatus(
                metrics.Running, metrics.Waiting, metrics.KvUsage, metrics.KvCapacityTokens, Offered(listed));
            if (_answers != true) LogAnswers(_options.BaseUrl, string.Join(", ", _status.Models.Select(m => m.Name)));
            _answers = true;
            _misses = 0;
        }
        catch (Exception e) when (AgentHttp.IsTransient(e, cancellationToken))
        {
            // A busy server may be late with its list; one that refuses connections is gone.
            if (e is HttpRequestException || ++_misses >= ToleratedMisses) Silent(e.Message);
        }
    }

    /// <summary>The server is known to be gone, whatever the last look found.</summary>
    public void Forget() => Silent("it ended");

    /// <summary>The models stay known, so that requests for them wait for the server instead of failing.</summary>
    private void Silent(string reason)
    {
        _status = BackendStatus.Unknown with
        {
            Models = [.. _status.Models.Select(model => model with { State = Loading })],
        };
        if (_answers != false) LogSilent(_options.BaseUrl, reason);
        _answers = false;
    }

    private List<HeartbeatModel> Offered(IReadOnlyList<ListedModel> listed) =>
        [.. listed
            .Where(model => model.Id is not null && (_options.Models.Count == 0 || _options.Models.Contains(model.Id)))
            .Select(model => new HeartbeatModel(model.Id!, null, Loaded, model.MaxModelLen))];

    [LoggerMessage(1501, LogLevel.Information, "The backend at {Url} serves {Models}")]
    private partial void LogAnswers(Uri url, string models);

    [LoggerMessage(1502, LogLevel.Warning, "The backend at {Url} does not answer: {Reason}; trying on")]
    private partial void LogSilent(Uri url, string reason);
}
