namespace Xerotier.ApiHost.Streaming;

/// <summary>How long a relay may wait for the agent; also ends when the client goes away.</summary>
internal sealed class RelayDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _clientGone;

    /// <summary>Starts waiting.</summary>
    /// <param name="wait">Longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="clientGone">Cancelled when the client goes away.</param>
    public RelayDeadline(TimeSpan wait, TimeProvider time, CancellationToken clientGone)
    {
        _source = new CancellationTokenSource(wait, time);
        _clientGone = clientGone.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled when the wait is over or the client is gone.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Waits anew, from now.</summary>
    public void Restart(TimeSpan wait) => _source.CancelAfter(wait);

    /// <inheritdoc/>
    public void Dispose()
    {
        _clientGone.Dispose();
        _source.Dispose();
    }
}
