using System.Buffers;

namespace Xerotier.ApiHost.Inference;

/// <summary>A request's body in pooled memory; valid until disposed.</summary>
internal sealed class RequestBody(BodyBudget budget) : IDisposable
{
    private byte[] _buffer = [];
    private int _length;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Room for more; empty when there is none left within the budget.</summary>
    /// <param name="first">Bytes to make room for the first time; later the room doubles.</param>
    public Memory<byte> GetRoom(int first)
    {
        if (_length == _buffer.Length && !Grow(Math.Max(first, _buffer.Length * 2)))
        {
            return Memory<byte>.Empty;
        }

        return _buffer.AsMemory(_length);
    }

    /// <summary>Says how many bytes were put into the room.</summary>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public void Dispose()
    {
        budget.Return(_buffer.Length);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _length) = ([], 0);
    }

    private bool Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        if (!budget.TryTake(larger.Length - _buffer.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
        return true;
    }
}
