namespace Xerotier.Grains.Requests;

/// <summary>A ticket in a <see cref="WaitingLine"/>.</summary>
internal sealed class WaitingTicket(QueueTicket ticket)
{
    private TaskCompletionSource _turn = NewTurn();
    private int _callers;

    public QueueTicket Ticket { get; } = ticket;

    /// <summary>When its host last asked or was answered.</summary>
    public DateTimeOffset LastHeard { get; private set; }

    /// <summary>Whether it was told to try and has not come back since.</summary>
    public bool HasTurn { get; private set; }

    /// <summary>Whether a host is waiting for its turn now.</summary>
    public bool IsAwaited => _callers > 0;

    /// <summary>News it has already been tried on.</summary>
    public long TriedNews { get; private set; }

    /// <summary>When it may try again even without news.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    public void GiveTurn(long news)
    {
        HasTurn = true;
        TriedNews = news;
        _turn.TrySetResult();
    }

    /// <summary>Its turn found no room: it waits on, in its old place.</summary>
    public void TakeTurnBack(DateTimeOffset notBefore)
    {
        HasTurn = false;
        NotBefore = notBefore;
        _turn = NewTurn();
    }

    public async Task WaitAsync(TimeSpan round, TimeProvider time, CancellationToken cancellation)
    {
        _callers++;
        await _turn.Task.WaitAtMostAsync(round, time, cancellation);
        _callers--;
        LastHeard = time.GetUtcNow();
    }

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
