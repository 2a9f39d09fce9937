namespace Xerotier.Engine.Tests.Storage.Files;

/// <summary>Holds the first flush of a store until the test lets it go, and counts flushes.</summary>
internal sealed class HeldDisk : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _released = new();
    private int _flushes;

    public int Flushes => Volatile.Read(ref _flushes);

    public void BeforeFlush()
    {
        Interlocked.Increment(ref _flushes);
        _reached.Set();
        if (!_released.Wait(Deadline))
            throw new TimeoutException("The test did not release the flush.");
    }

    public void AwaitFlush() => _reached.Wait(Deadline).ShouldBeTrue("the store did not reach its first flush");

    public void Release() => _released.Set();

    public void Dispose()
    {
        _released.Set();
        _reached.Dispose();
    }
}
