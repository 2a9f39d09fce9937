using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Calls;

/// <summary>One enumeration on the side of the grain.</summary>
internal sealed class Enumeration<TItem> : IAsyncDisposable
{
    // An answer must leave well before the reader's response timeout, even when there is no item yet.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly IAsyncEnumerator<TItem> _items;
    private readonly CoarseClock _clock;
    private Task<bool>? _next;

    public Enumeration(EnumerationCall<TItem> call, object target, CoarseClock clock)
    {
        _clock = clock;
        _items = call.Invoke(target, _stop.Token).GetAsyncEnumerator(_stop.Token);
    }

    /// <summary>At least one item unless none comes for long; more only if they are there already.</summary>
    public async ValueTask<EnumerationBatch<TItem>> ReadAsync(int maxItems)
    {
        var items = new List<TItem>();
        while (items.Count < maxItems)
        {
            _next ??= _items.MoveNextAsync().AsTask();
            if (!_next.IsCompleted)
            {
                if (items.Count > 0 || !await ArrivesAsync(_next)) break;
            }

            var more = await _next;
            _next = null;
            if (!more) return new(items, EnumerationState.Ended);
            items.Add(_items.Current);
        }

        return new(items, EnumerationState.Open);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            if (_next is not null) await _next;
        }
        catch (OperationCanceledException)
        {
            // The reader is gone; it asked for this.
        }

        await _items.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<bool> ArrivesAsync(Task<bool> next)
    {
        try
        {
            await next.WaitAsync(LongestWait, _clock.Time);
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }

        return true;
    }
}
