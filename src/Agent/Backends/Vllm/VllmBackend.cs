using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends.OpenAiCompatible;
using Xerotier.Agent.Logs;
using Xerotier.Agent.Tunnel;

namespace Xerotier.Agent.Backends.Vllm;

/// <summary>
/// Starts <c>vllm serve</c> and starts it again whenever it ends or does not come up in time; requests go to it as to
/// any server with OpenAI's API.
/// </summary>
internal sealed partial class VllmBackend : IBackend
{
    /// <summary>Exit code of launchers that find no executable (POSIX, 2.8.2).</summary>
    private const int NotFound = 127;

    private readonly VllmOptions _options;
    private readonly AgentClock _clock;
    private readonly LogRing _logs;
    private readonly ILogger<VllmBackend> _log;
    private readonly OpenAiBackend _server;
    private readonly TimeSpan _probeInterval;
    private readonly int _port;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<bool> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _supervising = Task.CompletedTask;

    public VllmBackend(AgentOptions options, Pace pace, AgentClock clock, LogRing logs, ILoggerFactory loggers)
        : this(options.Vllm, options.OpenAi, pace, clock, logs, loggers)
    {
    }

    /// <param name="options">What to start.</param>
    /// <param name="probing">How to look at it, and the secret of its salts.</param>
    /// <param name="pace">Takes the figures of finished requests.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logs">Takes its output.</param>
    /// <param name="loggers">Logs.</param>
    internal VllmBackend(
        VllmOptions options, OpenAiOptions probing, Pace pace, AgentClock clock, LogRing logs, ILoggerFactory loggers)
    {
        _options = options;
        _clock = clock;
        _logs = logs;
        _log = loggers.CreateLogger<VllmBackend>();
        _port = _options.Port > 0 || _options.SocketPath is not null ? _options.Port : FreePort();
        _probeInterval = probing.ProbeInterval;
        var server = new OpenAiOptions
        {
            BaseUrl = new Uri(_options.SocketPath is null ? $"http://127.0.0.1:{_port}" : "http://localhost"),
            Models = [VllmCommand.ServedName(_options)],
            Concurrency = _options.MaxSequences,
            ProbeInterval = probing.ProbeInterval,
            ProbeTimeout = probing.ProbeTimeout,
            IdleTimeout = probing.IdleTimeout,
            SaltSecret = probing.SaltSecret,
        };
        _server = new OpenAiBackend(
            server, _options.SocketPath, pace, clock, loggers.CreateLogger<OpenAiBackend>());
    }

    public int SuggestedConcurrency => _options.MaxSequences;

    public bool ContinuesAnswers => true;

    public BackendStatus Status => _server.Status;

    /// <summary>Whether the first process came up; ends when that is known.</summary>
    public Task<bool> Up => _up.Task;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync(cancellationToken);
        _supervising = SuperviseAsync(_stopping.Token);
    }

    public Task ServeAsync(HttpContext context, CancellationToken cancellationToken) =>
        _server.ServeAsync(context, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _supervising;
        await _server.DisposeAsync();
    }

    private async Task SuperviseAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_clock.Random, _options.RestartDelay, _options.MaxRestartDelay);
        try
        {
            while (true)
            {
                if (await RunOnceAsync(cancellationToken)) backoff.Reset();
                else _up.TrySetResult(false);
                _server.Forget();
                var wait = backoff.Next();
                LogRestart(wait);
                await Task.Delay(wait, _clock.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>Runs the process to its end; true when it had come up.</summary>
    private async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        VllmProcess process;
        try
        {
            process = VllmProcess.Start(_options, _port, _logs);
        }
        catch (Win32Exception e)
        {
            LogCannotStart(_options.Path, e.Message);
            return false;
        }
        using (process)
        {
            LogStarted(process.Id, _options.Model!);
            try
            {
                return await WatchAsync(process, cancellationToken);
            }
            finally
            {
                await process.StopAsync(_options.StopTimeout, _clock.Time);
                LogEnded(process.Id, process.ExitCode);
                if (process.ExitCode == NotFound) LogCannotStart(_options.Path, "not found");
            }
        }
    }

    private async Task<bool> WatchAsync(VllmProcess process, CancellationToken cancellationToken)
    {
        var started = _clock.Time.GetTimestamp();
        while (!_server.IsAnswering)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(process.Ended, Task.Delay(_probeInterval, _clock.Time, pause.Token));
            await pause.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (process.Ended.IsCompleted) return false;
            if (_clock.Time.GetElapsedTime(started) <= _options.StartTimeout) continue;
            LogNotUp(_options.StartTimeout);
            return false;
        }
        _up.TrySetResult(true);
        await process.Ended.WaitAsync(cancellationToken);
        return true;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [LoggerMessage(1601, LogLevel.Information, "vLLM started as process {ProcessId} with {Model}")]
    private partial void LogStarted(int processId, string model);

    [LoggerMessage(1602, LogLevel.Warning, "vLLM process {ProcessId} ended with code {ExitCode}")]
    private partial void LogEnded(int processId, int exitCode);

    [LoggerMessage(1603, LogLevel.Error, "vLLM did not answer within {Limit}; see its lines in the agent's log")]
    private partial void LogNotUp(TimeSpan limit);

    [LoggerMessage(1604, LogLevel.Error, "Cannot start {Path} ({Reason}); install vLLM or set --vllm-path")]
    private partial void LogCannotStart(string path, string reason);

    [LoggerMessage(1605, LogLevel.Information, "vLLM will be started again in {Wait}")]
    private partial void LogRestart(TimeSpan wait);
}
