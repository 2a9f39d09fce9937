using Orleans.Runtime;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>A subscription to a memory stream; used up by resuming or ending it.</summary>
internal sealed class MemorySubscription<T>(MemoryStream<T> stream, Guid id) : StreamSubscriptionHandle<T>
{
    private bool _used;

    public override StreamId StreamId => stream.StreamId;

    public override string ProviderName => stream.ProviderName;

    public override Guid HandleId => id;

    public override async Task UnsubscribeAsync()
    {
        ThrowIfUsed();
        await stream.UnsubscribeAsync(id);
        _used = true;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null) =>
        Resume(MemoryStream<T>.Adapt(observer, token));

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null) =>
        Resume(MemoryStream<T>.Adapt(observer, token));

    public override bool Equals(StreamSubscriptionHandle<T>? other) =>
        other is MemorySubscription<T> && other.HandleId == id;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => id.GetHashCode();

    public override string ToString() => $"{stream}: {id}";

    private Task<StreamSubscriptionHandle<T>> Resume(IStreamObserver observer)
    {
        ThrowIfUsed();
        var resumed = stream.Resume(id, observer);
        _used = true;
        return Task.FromResult(resumed);
    }

    private void ThrowIfUsed()
    {
        if (_used)
            throw new InvalidOperationException("The handle is used up: it has ended or resumed its subscription.");
    }
}
