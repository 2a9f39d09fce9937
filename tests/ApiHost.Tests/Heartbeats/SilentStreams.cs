using Orleans.Runtime;
using Orleans.Streams;

namespace Xerotier.ApiHost.Tests.Heartbeats;

/// <summary>A stream provider that takes everything and delivers nothing, as after the loss of a silo.</summary>
internal sealed class SilentStreams : IStreamProvider
{
    public string Name => "memory";

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new SilentStream<T>(streamId);

    private sealed class SilentStream<T>(StreamId id) : IAsyncStream<T>
    {
        public bool IsRewindable => false;

        public string ProviderName => "memory";

        public StreamId StreamId => id;

        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => Task.CompletedTask;

        public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => Task.CompletedTask;

        public Task OnCompletedAsync() => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
            throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
            IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
            throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
            throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
            IAsyncBatchObserver<T> observer, StreamSequenceToken? token) => throw new NotSupportedException();

        public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
            throw new NotSupportedException();

        public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : StreamId.CompareTo(other.StreamId);

        public bool Equals(IAsyncStream<T>? other) => other is not null && StreamId == other.StreamId;

        public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

        public override int GetHashCode() => StreamId.GetHashCode();
    }
}
