using Orleans.Runtime;
using Orleans.Streams;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Streams;

/// <summary>
/// Brings the batches of a stream to one subscription, one after the other. A batch that fails is offered again for a
/// while; then the observer hears of it and the next batch follows. Runs in turns of the stream's grain.
/// </summary>
internal sealed class StreamDelivery(
    Guid id, IStreamConsumer consumer, string? filterData, DeliveryContext stream)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Queue<(StreamBatch Batch, CallContext? Context)> _waiting = [];
    private bool _running;
    private bool _stopped;

    /// <summary>What the subscriber passed for the stream's filter.</summary>
    public string? FilterData => filterData;

    /// <summary>Items that wait or are on their way.</summary>
    public int Waiting { get; private set; }

    public void Add(StreamBatch batch, CallContext? context)
    {
        _waiting.Enqueue((batch, context));
        Waiting += batch.Items.Count;
        if (_running) return;
        _running = true;
        _ = RunAsync();
    }

    /// <summary>Drops what waits.</summary>
    public void Stop() => _stopped = true;

    private async Task RunAsync()
    {
        while (!_stopped && _waiting.TryPeek(out var next))
        {
            stream.KeepAlive(2 * stream.LongestDelivery);
            await DeliverAsync(next.Batch, next.Context);
            _waiting.Dequeue();
            Waiting -= next.Batch.Items.Count;
        }

        _running = false;
    }

    private async Task DeliverAsync(StreamBatch batch, CallContext? context)
    {
        CallContext.Current = context;
        var start = stream.Time.GetTimestamp();
        for (var pause = FirstPause; !_stopped; pause = Longer(pause))
        {
            try
            {
                await consumer.Deliver(id, batch);
                return;
            }
            catch (ClientNotAvailableException)
            {
                _stopped = true;
                stream.Forget(id);
                return;
            }
            catch (Exception failure)
            {
                Log.DeliveryFailed(stream.Logger, failure, batch.Stream.Id, id);
            }

            if (stream.Time.GetElapsedTime(start) + pause > stream.LongestDelivery) break;
            await Task.Delay(pause, stream.Time);
        }

        if (!_stopped) await ReportAsync(batch);
    }

    private async Task ReportAsync(StreamBatch batch)
    {
        try
        {
            await consumer.Fail(id, new StreamEventDeliveryFailureException(
                $"A batch of stream {batch.Stream.Id} of provider '{batch.Stream.Provider}' could not be delivered."));
        }
        catch (Exception failure)
        {
            Log.ReportFailed(stream.Logger, failure, batch.Stream.Id, id);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
