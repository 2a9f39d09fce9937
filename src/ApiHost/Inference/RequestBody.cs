using System.Buffers;

namespace Xerotier.ApiHost.Inference;

/// <summary>A request's body in pooled memory; valid until disposed.</summary>
internal sealed class RequestBody(BodyBudget budget) : IDisposable
{
    // A pool would keep the few that are larger for good.
    private const int MostPooledBytes = 1 << 20;

    private byte[] _buffer = [];
    private int _length;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Adds bytes that have arrived; false when the budget has no room for them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="announced">Bytes in all, as far as the client says; bounds how far the room is doubled.</param>
    public bool TryAppend(ReadOnlySequence<byte> bytes, long announced)
    {
        var needed = checked(_length + (int)bytes.Length);
        if (needed > _buffer.Length && !Grow((int)Math.Max(needed, Math.Min(2L * _buffer.Length, announced))))
        {
            return false;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        budget.Return(_buffer.Length);
        GiveBack(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private bool Grow(int size)
    {
        var larger = size <= MostPooledBytes
            ? ArrayPool<byte>.Shared.Rent(size)
            : GC.AllocateUninitializedArray<byte>(size);
        if (!budget.TryTake(larger.Length - _buffer.Length))
        {
            GiveBack(larger);
            return false;
        }

        _buffer.AsSpan(0, _length).CopyTo(larger);
        GiveBack(_buffer);
        _buffer = larger;
        return true;
    }

    private static void GiveBack(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= MostPooledBytes)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
