namespace Xerotier.ApiHost.Inference;

/// <summary>Bounds the memory of all bodies together.</summary>
/// <param name="capacity">Bytes in all.</param>
internal sealed class BodyBudget(long capacity)
{
    private long _taken;

    /// <summary>Bytes that are taken now.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Takes bytes; false when there are not enough.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= capacity)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
