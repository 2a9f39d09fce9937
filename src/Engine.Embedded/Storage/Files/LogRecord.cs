using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// One record of a segment, as it lies on disk (little-endian):
/// <c>crc32c:4 | bodyLength:4 | kind:1 | batchStart:8 | version:8 | keyLength:4 | key (UTF-8) | payload</c>.
/// The checksum covers all that follows it and is seeded with the segment number, so that stale blocks of another
/// file never pass. <c>batchStart</c> is the offset of the first record that was flushed together with this one:
/// everything before it was on disk, and acknowledged, when this record was written.
/// </summary>
internal readonly ref struct LogRecord
{
    public const int HeaderBytes = 8;
    private const int KeyOffset = HeaderBytes + 21;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _keyBytes;

    private LogRecord(ReadOnlySpan<byte> bytes, int keyBytes)
    {
        _bytes = bytes;
        _keyBytes = keyBytes;
    }

    public int Length => _bytes.Length;
    public RecordKind Kind => (RecordKind)_bytes[HeaderBytes];
    public long BatchStart => BinaryPrimitives.ReadInt64LittleEndian(_bytes[(HeaderBytes + 1)..]);
    public long Version => BinaryPrimitives.ReadInt64LittleEndian(_bytes[(HeaderBytes + 9)..]);
    public ReadOnlySpan<byte> Key => _bytes.Slice(KeyOffset, _keyBytes);
    public int PayloadOffset => KeyOffset + _keyBytes;
    public ReadOnlySpan<byte> Payload => _bytes[PayloadOffset..];

    /// <summary>Bytes the record takes on disk.</summary>
    public static int Measure(int keyBytes, int payloadBytes) => checked(KeyOffset + keyBytes + payloadBytes);

    /// <summary>Writes the record to the start of <paramref name="target"/> and returns its length.</summary>
    public static int Encode(
        Span<byte> target, long segment, long batchStart, RecordKind kind, long version,
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        var length = Measure(key.Length, payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], length - HeaderBytes);
        target[HeaderBytes] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(target[(HeaderBytes + 1)..], batchStart);
        BinaryPrimitives.WriteInt64LittleEndian(target[(HeaderBytes + 9)..], version);
        BinaryPrimitives.WriteInt32LittleEndian(target[(HeaderBytes + 17)..], key.Length);
        key.CopyTo(target[KeyOffset..]);
        payload.CopyTo(target[(KeyOffset + key.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target, Checksum(segment, target[4..length]));
        return length;
    }

    /// <summary>
    /// Reads the record at the start of <paramref name="source"/>. False when the bytes are not a whole, undamaged
    /// record of that segment.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, long segment, out LogRecord record)
    {
        record = default;
        if (!TryReadLength(source, out var length) || length > source.Length)
            return false;
        var bytes = source[..(int)length];
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Checksum(segment, bytes[4..]))
            return false;
        var keyBytes = BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeaderBytes + 17)..]);
        if (keyBytes < 0 || keyBytes > bytes.Length - KeyOffset)
            return false;
        record = new LogRecord(bytes, keyBytes);
        return true;
    }

    /// <summary>Total length of the record whose header starts <paramref name="source"/>, were it whole.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> source, out long length)
    {
        length = source.Length < HeaderBytes
            ? 0
            : HeaderBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        return length >= KeyOffset;
    }

    public static byte[] EncodeKey(string key) => Encoding.UTF8.GetBytes(key);

    public static string DecodeKey(ReadOnlySpan<byte> key) => Encoding.UTF8.GetString(key);

    private static uint Checksum(long segment, ReadOnlySpan<byte> bytes)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)segment);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
