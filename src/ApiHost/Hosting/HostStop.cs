using Microsoft.Extensions.Options;

namespace Xerotier.ApiHost.Hosting;

/// <summary>
/// The stages of a stop. First the notice: probes find the host not ready, so that balancers send no more, and requests
/// are served as ever. Then the drain: nothing new is begun, what runs may finish.
/// </summary>
internal sealed class HostStop : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _draining = new();
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeSpan _notice;
    private readonly TimeProvider _time;

    /// <summary>Made once for the host.</summary>
    public HostStop(IHostApplicationLifetime lifetime, IOptions<ServerOptions> options, TimeProvider time)
    {
        _lifetime = lifetime;
        _notice = options.Value.StopNotice;
        _time = time;
        Draining = _draining.Token;
    }

    /// <summary>Whether the host was asked to stop.</summary>
    public bool IsAsked => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when the notice is over.</summary>
    public CancellationToken Draining { get; }

    /// <summary>Gives notice. The server closes its doors only after this.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A stop without a signal comes here first; with one this is done already.
        _lifetime.StopApplication();
        await Task.Delay(_notice, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _draining.CancelAsync();
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _draining.Dispose();
}
