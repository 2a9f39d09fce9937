using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Gives items one by one to an observer.</summary>
internal sealed class ItemObserver<T>(IAsyncObserver<T> observer) : IStreamObserver
{
    public async Task DeliverAsync(StreamBatch batch)
    {
        for (var i = 0; i < batch.Items.Count; i++)
            await observer.OnNextAsync((T)batch.Items[i]!, new EventSequenceToken(batch.Number, i));
    }

    public Task FailAsync(Exception failure) => observer.OnErrorAsync(failure);
}
