using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Tests.Storage;

/// <summary>Content that comes in odd pieces, as from a network, and may break off.</summary>
internal sealed class Trickle(byte[] content, int? breaksAt = null) : ForwardStream
{
    private int _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_position >= breaksAt)
        {
            throw new EndOfStreamException("The connection broke.");
        }

        int count = Math.Min(Math.Min(buffer.Length, 65_521), content.Length - _position);
        content.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }
}
