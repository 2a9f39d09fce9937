using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Enrollment;
using Xerotier.Agent.Heartbeats;
using Xerotier.Agent.Serving;

namespace Xerotier.Agent;

/// <summary>A running agent: its tunnel, heartbeats and backend.</summary>
public sealed partial class AgentHost : IAsyncDisposable
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly AgentOptions _options;
    private readonly AgentClock _clock;
    private readonly AgentLife _life;
    private readonly AgentIdentity _identity;
    private readonly ILogger<AgentHost> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<AgentExit> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loops = Task.CompletedTask;
    private Task? _stopped;

    private AgentHost(WebApplication app, AgentOptions options)
    {
        _app = app;
        _options = options;
        _clock = app.Services.GetRequiredService<AgentClock>();
        _life = app.Services.GetRequiredService<AgentLife>();
        _identity = app.Services.GetRequiredService<AgentIdentity>();
        _log = app.Services.GetRequiredService<ILogger<AgentHost>>();
    }

    /// <summary>The agent's id on the platform.</summary>
    public Guid AgentId => _identity.Current.AgentId;

    /// <summary>Completes once hosts can reach the agent and the platform has seen it alive.</summary>
    public Task Ready => _life.Ready;

    /// <summary>Completes when the agent has stopped, with the reason; it never fails.</summary>
    public Task<AgentExit> Completion => _completion.Task;

    /// <summary>
    /// Enrols when there is no state file, then starts the backend, the tunnel and the heartbeats. Returns before the
    /// backend has loaded its models; see <see cref="Ready"/>.
    /// </summary>
    /// <param name="options">Settings; not changed afterwards.</param>
    /// <param name="loggerFactory">Where to log; null for nowhere. Not disposed.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="AgentFailure">It cannot start; says what to do.</exception>
    public static Task<AgentHost> StartAsync(
        AgentOptions options,
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default) =>
        StartAsync(options, loggerFactory ?? NullLoggerFactory.Instance, AgentClock.System, cancellationToken);

    /// <summary>Enrols by the join key; does nothing when there is a state file already.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="loggerFactory">Where to log; null for nowhere. Not disposed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>How it went; code 0 when the agent is enrolled.</returns>
    public static async Task<AgentExit> EnrollAsync(
        AgentOptions options, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default)
    {
        try
        {
            AgentOptionsCheck.ThrowIfInvalid(options);
            var file = new EnrollmentFile(options.StateFile);
            if (file.Load() is { } known)
            {
                return new AgentExit(
                    AgentExitCodes.Stopped, $"Already enrolled as {known.AgentId}; {file.Path} keeps it.");
            }
            using var http = AgentHttp.Create(options.AllowInsecure);
            var log = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<Enroller>();
            var enroller = new Enroller(options, file, new EnrollmentClient(http), AgentClock.System, log);
            var state = await enroller.EnrollAsync(cancellationToken);
            return new AgentExit(AgentExitCodes.Stopped, $"Enrolled as {state.AgentId}; start it with 'run'.");
        }
        catch (AgentFailure failure)
        {
            return failure.Exit;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AgentExit(AgentExitCodes.Unexpected, "Stopped before it was enrolled.");
        }
    }

    /// <summary>Starts an agent, and stops it when cancelled; finishes what runs before it returns.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="loggerFactory">Where to log; null for nowhere. Not disposed.</param>
    /// <param name="cancellationToken">Stops the agent.</param>
    /// <returns>Why it ended.</returns>
    public static async Task<AgentExit> RunAsync(
        AgentOptions options,
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            await using var agent = await StartAsync(options, loggerFactory, cancellationToken);
            await Task.WhenAny(agent.Completion, Task.Delay(Timeout.Infinite, cancellationToken));
            await agent.StopAsync(CancellationToken.None);
            return await agent.Completion;
        }
        catch (AgentFailure failure)
        {
            return failure.Exit;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AgentExit(AgentExitCodes.Stopped, "Stopped before it had started.");
        }
    }

    /// <summary>
    /// Takes nothing new, lets running requests finish for at most <see cref="AgentOptions.DrainTimeout"/>, then
    /// closes. Further calls wait for the same stop.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for running requests early.</param>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _stopped ??= StopOnceAsync(cancellationToken);
    }

    /// <summary>Closes at once, cutting running requests off.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Where the Prometheus endpoint is; null when it is off.</summary>
    internal Uri? MetricsUrl => _app.Services.GetRequiredService<MetricsDoor>().Url;

    internal static async Task<AgentHost> StartAsync(
        AgentOptions options, ILoggerFactory logs, AgentClock clock, CancellationToken cancellationToken)
    {
        AgentOptionsCheck.ThrowIfInvalid(options);
        var app = await AgentComposition.BuildAsync(options, logs, clock, cancellationToken);
        try
        {
            await app.Services.GetRequiredService<IBackend>().StartAsync(cancellationToken);
            var host = new AgentHost(app, options);
            await app.StartAsync(cancellationToken);
            if (options.DirectUrl is not null) host._life.Reachable();
            host._loops = host.RunLoopsAsync();
            _ = host.StopOnFailureAsync();
            return host;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private Task RunLoopsAsync()
    {
        var heartbeats = _app.Services.GetRequiredService<HeartbeatLoop>();
        return Task.WhenAll(
            GuardAsync(heartbeats.RunAsync(_stopping.Token)),
            GuardAsync(_identity.KeepFreshAsync(_stopping.Token)));
    }

    private async Task StopOnFailureAsync()
    {
        await _life.Failure;
        await StopAsync(CancellationToken.None);
    }

    /// <summary>Turns the end of a loop into the end of the agent.</summary>
    private async Task GuardAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Asked to.
        }
        catch (AgentFailure failure)
        {
            _life.Fail(failure.Exit);
        }
        catch (Exception e)
        {
            LogLoopFailed(e);
            _life.Fail(new AgentExit(AgentExitCodes.Unexpected, $"A bug: {e.Message} See the log."));
        }
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        _life.Drain();
        await SayFarewellAsync();
        var gate = _app.Services.GetRequiredService<RequestGate>();
        LogDraining(gate.Running);
        try
        {
            await gate.WhenEmpty().WaitAsync(_options.DrainTimeout, _clock.Time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LogCutOff(gate.Running);
        }
        await _stopping.CancelAsync();
        await _loops;
        await StopAppAsync();
        _completion.TrySetResult(
            _life.Failure.IsCompletedSuccessfully
                ? await _life.Failure
                : new AgentExit(AgentExitCodes.Stopped, "Stopped."));
    }

    private async Task SayFarewellAsync()
    {
        using var deadline = new CancellationTokenSource(FarewellTimeout, _clock.Time);
        try
        {
            await _app.Services.GetRequiredService<HeartbeatLoop>().SendAsync(deadline.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or AgentFailure)
        {
            // It learns from the closed tunnel instead.
        }
    }

    private async Task StopAppAsync()
    {
        using var deadline = new CancellationTokenSource(FarewellTimeout, _clock.Time);
        await _app.StopAsync(deadline.Token);
    }

    [LoggerMessage(1401, LogLevel.Error, "The agent must stop")]
    private partial void LogLoopFailed(Exception exception);

    [LoggerMessage(1402, LogLevel.Information, "Draining; {Running} requests run")]
    private partial void LogDraining(int running);

    [LoggerMessage(1403, LogLevel.Warning, "Closing although {Running} requests still run")]
    private partial void LogCutOff(int running);
}
