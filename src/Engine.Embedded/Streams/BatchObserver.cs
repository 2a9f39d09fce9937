using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Gives batches to an observer.</summary>
internal sealed class BatchObserver<T>(IAsyncBatchObserver<T> observer) : IStreamObserver
{
    public Task DeliverAsync(StreamBatch batch) =>
        observer.OnNextAsync([.. batch.Items.Select((item, i) =>
            new SequentialItem<T>((T)item!, new EventSequenceToken(batch.Number, i)))]);

    public Task FailAsync(Exception failure) => observer.OnErrorAsync(failure);
}
