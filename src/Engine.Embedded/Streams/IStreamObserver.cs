namespace Xerotier.Engine.Streams;

/// <summary>An observer of a stream, whatever the type of its items.</summary>
internal interface IStreamObserver
{
    Task DeliverAsync(StreamBatch batch);

    Task FailAsync(Exception failure);
}
