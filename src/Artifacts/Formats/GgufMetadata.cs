using System.Collections.Immutable;

namespace Xerotier.Artifacts.Formats;

/// <summary>Reads the metadata of a GGUF header.</summary>
internal static class GgufMetadata
{
    private const int MaxNesting = 4;

    private enum ValueType : uint
    {
        UInt8, Int8, UInt16, Int16, UInt32, Int32, Float32, Bool, Text, Array, UInt64, Int64, Float64,
    }

    /// <summary>The entries, as <see cref="GgufFile.Metadata"/> keeps them.</summary>
    /// <exception cref="InvalidDataException">They are malformed.</exception>
    public static async Task<ImmutableDictionary<string, object>> ReadAsync(
        string path, GgufCursor cursor, ulong count)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        for (ulong i = 0; i < count; i++)
        {
            string key = await cursor.ReadTextAsync();
            var type = (ValueType)await cursor.ReadUInt32Async();
            if (entries.ContainsKey(key))
            {
                throw new InvalidDataException($"{ShownText.Of(path)} says {ShownText.Of(key)} twice.");
            }

            if (type == ValueType.Array)
            {
                entries[key + "#"] = (long)await SkipArrayAsync(path, cursor, 0);
            }
            else
            {
                entries[key] = await ReadScalarAsync(path, cursor, type);
            }
        }

        return entries.ToImmutable();
    }

    private static async ValueTask<object> ReadScalarAsync(
        string path, GgufCursor cursor, ValueType type) => type switch
        {
            ValueType.Text => await cursor.ReadTextAsync(),
            ValueType.Bool => await cursor.ReadByteAsync() != 0,
            ValueType.UInt8 => (long)await cursor.ReadByteAsync(),
            ValueType.Int8 => (long)(sbyte)await cursor.ReadByteAsync(),
            ValueType.UInt16 => (long)await ReadUInt16Async(cursor),
            ValueType.Int16 => (long)(short)await ReadUInt16Async(cursor),
            ValueType.UInt32 => (long)await cursor.ReadUInt32Async(),
            ValueType.Int32 => (long)(int)await cursor.ReadUInt32Async(),
            ValueType.UInt64 => (long)Math.Min(await cursor.ReadUInt64Async(), long.MaxValue),
            ValueType.Int64 => (long)await cursor.ReadUInt64Async(),
            ValueType.Float32 => (double)BitConverter.UInt32BitsToSingle(await cursor.ReadUInt32Async()),
            ValueType.Float64 => BitConverter.UInt64BitsToDouble(await cursor.ReadUInt64Async()),
            _ => throw Unknown(path, type),
        };

    private static async ValueTask<ushort> ReadUInt16Async(GgufCursor cursor) =>
        (ushort)(await cursor.ReadByteAsync() | (await cursor.ReadByteAsync() << 8));

    private static async ValueTask<ulong> SkipArrayAsync(string path, GgufCursor cursor, int depth)
    {
        var type = (ValueType)await cursor.ReadUInt32Async();
        ulong count = await cursor.ReadUInt64Async();
        if (type is not (ValueType.Text or ValueType.Array))
        {
            ulong size = (ulong)SizeOf(path, type);
            cursor.Skip(count > ulong.MaxValue / size ? ulong.MaxValue : count * size);
            return count;
        }

        // Each entry takes at least eight bytes, so a count that lies meets the end of the file.
        for (ulong i = 0; i < count; i++)
        {
            if (type == ValueType.Text)
            {
                await cursor.SkipTextAsync();
            }
            else if (depth < MaxNesting)
            {
                await SkipArrayAsync(path, cursor, depth + 1);
            }
            else
            {
                throw new InvalidDataException($"{ShownText.Of(path)} nests arrays too deeply.");
            }
        }

        return count;
    }

    private static int SizeOf(string path, ValueType type) => type switch
    {
        ValueType.UInt8 or ValueType.Int8 or ValueType.Bool => 1,
        ValueType.UInt16 or ValueType.Int16 => 2,
        ValueType.UInt32 or ValueType.Int32 or ValueType.Float32 => 4,
        ValueType.UInt64 or ValueType.Int64 or ValueType.Float64 => 8,
        _ => throw Unknown(path, type),
    };

    private static InvalidDataException Unknown(string path, ValueType type) =>
        new($"{ShownText.Of(path)} has metadata of the unknown type {(uint)type}.");
}
