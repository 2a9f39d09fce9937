using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Tests.Archives;

/// <summary>A tar archive without end: one header again and again, or one header and then a filler.</summary>
internal sealed class EndlessTar(byte[] header, byte? filler = null) : ForwardStream
{
    public long BytesRead { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = Math.Min(buffer.Length, 512);
        for (int i = 0; i < count; i++)
        {
            buffer.Span[i] = filler is { } fill && BytesRead >= header.Length
                ? fill
                : header[(int)(BytesRead % header.Length)];
            BytesRead++;
        }

        return ValueTask.FromResult(count);
    }
}
