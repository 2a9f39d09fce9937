using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Xerotier.Engine.Storage.Files;

/// <summary>One file of the log: a 16-byte header (magic, number), then records.</summary>
internal sealed class Segment : IDisposable
{
    public const int HeaderBytes = 16;
    private const ulong Magic = 0x3130_4745_5354_5258; // "XRTSEG01"
    private readonly SafeFileHandle _handle;

    private Segment(long number, string file, SafeFileHandle handle, long length)
    {
        Number = number;
        File = file;
        _handle = handle;
        Length = length;
    }

    public long Number { get; }
    public string File { get; }

    /// <summary>Bytes known to be on disk; records are appended here.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of records that are the newest of their key. Kept by the store.</summary>
    public long LiveBytes { get; set; }

    public long GarbageBytes => Length - HeaderBytes - LiveBytes;

    public static Segment Create(StoreDirectory directory, long number)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], number);
        var file = directory.FileOf(number);
        directory.CreateFile(file, header);
        return Open(file, number);
    }

    public static Segment Open(string file, long number)
    {
        var handle = System.IO.File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        return new Segment(number, file, handle, RandomAccess.GetLength(handle));
    }

    public bool HasHeader(ReadOnlySpan<byte> content) =>
        content.Length >= HeaderBytes
        && BinaryPrimitives.ReadUInt64LittleEndian(content) == Magic
        && BinaryPrimitives.ReadInt64LittleEndian(content[8..]) == Number;

    /// <summary>Writes behind the last durable byte; nothing counts before <see cref="Flush"/>.</summary>
    public void Write(ReadOnlySpan<byte> records) => RandomAccess.Write(_handle, records, Length);

    /// <summary>Forces what was written to disk; only then does the segment grow.</summary>
    public void Flush(int writtenBytes)
    {
        RandomAccess.FlushToDisk(_handle);
        Length += writtenBytes;
    }

    /// <summary>Cuts the file, durably.</summary>
    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        RandomAccess.FlushToDisk(_handle);
        Length = length;
    }

    /// <summary>Reads up to the size of the buffer; less only at the end of the file.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(_handle, buffer[total..], offset + total) is > 0 and var read)
            total += read;
        return total;
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = await RandomAccess.ReadAsync(_handle, buffer[total..], offset + total, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
                break;
            total += read;
        }

        return total;
    }

    public void Dispose() => _handle.Dispose();
}
