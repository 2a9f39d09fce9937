using Orleans;
using Orleans.Runtime;

namespace Xerotier.Grains.Fleet;

/// <summary>
/// Tells what waits long in this silo that the silo is about to stop. A silo lets running calls end before it leaves,
/// so a call that only waits for news would hold it up for all of its wait.
/// </summary>
internal sealed class SiloStop : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public SiloStop() => Token = _source.Token;

    /// <summary>Cancelled before the silo begins to deactivate its grains.</summary>
    public CancellationToken Token { get; }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(
            nameof(SiloStop), ServiceLifecycleStage.Active, _ => Task.CompletedTask, _ => _source.CancelAsync());

    /// <inheritdoc/>
    public void Dispose()
    {
        // Registered as two services, so this comes twice; without a stop when the silo was killed.
        if (!Token.IsCancellationRequested)
        {
            _source.Cancel();
        }

        _source.Dispose();
    }
}
