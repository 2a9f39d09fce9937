namespace Xerotier.Engine.Storage.Files;

/// <summary>A change that waits for its place in a batch.</summary>
internal sealed class PendingWrite(RecordKind kind, string key, ReadOnlyMemory<byte> payload, ExpectedVersion expected)
{
    private readonly TaskCompletionSource<StoreWrite> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordKind Kind { get; } = kind;
    public string Key { get; } = key;
    public byte[] KeyBytes { get; } = LogRecord.EncodeKey(key);
    public ReadOnlyMemory<byte> Payload { get; } = payload;
    public ExpectedVersion Expected { get; } = expected;
    public int Bytes => KeyBytes.Length + Payload.Length;
    public Task<StoreWrite> Completion => _completion.Task;

    public void Complete(StoreWrite result) => _completion.TrySetResult(result);

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
