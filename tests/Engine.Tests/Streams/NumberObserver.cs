using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

/// <summary>Writes down the numbers of what arrives.</summary>
internal sealed class NumberObserver(string key) : IAsyncObserver<Item>
{
    public Task OnNextAsync(Item item, StreamSequenceToken? token = null)
    {
        Journal.Write(key, item.Number);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
