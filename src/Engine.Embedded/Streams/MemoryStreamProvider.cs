using Orleans.Runtime;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>
/// A provider of memory streams. They cannot go back: a subscription starts with what is published next.
/// </summary>
internal sealed class MemoryStreamProvider(string name, StreamConsumers consumers) : IStreamProvider
{
    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(new(name, streamId), consumers);
}
