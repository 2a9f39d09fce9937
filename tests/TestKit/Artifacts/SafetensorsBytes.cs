using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Xerotier.TestKit.Artifacts;

/// <summary>Writes safetensors files of a few KB.</summary>
public static class SafetensorsBytes
{
    private const int LengthBytes = 8;

    /// <summary>A valid file with zeros in its tensors.</summary>
    public static byte[] Of(params (string Name, string Type, long[] Shape)[] tensors)
    {
        var header = new Dictionary<string, object> { ["__metadata__"] = new { format = "pt" } };
        long position = 0;
        foreach (var (name, type, shape) in tensors)
        {
            long bytes = shape.Aggregate(1L, (product, size) => product * size) * BitsOf(type) / 8;
            header[name] = new { dtype = type, shape, data_offsets = new[] { position, position + bytes } };
            position += bytes;
        }

        return Raw(JsonSerializer.Serialize(header), (int)position);
    }

    /// <summary>A file with any header before zeros.</summary>
    /// <param name="header">Header text.</param>
    /// <param name="dataBytes">Bytes after the header.</param>
    /// <param name="claimedLength">Length that the file claims for its header; null for the truth.</param>
    public static byte[] Raw(string header, int dataBytes, ulong? claimedLength = null)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[LengthBytes + text.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(file, claimedLength ?? (ulong)text.Length);
        text.CopyTo(file, LengthBytes);
        return file;
    }

    private static int BitsOf(string type) => type switch
    {
        "U8" or "I8" or "F8_E4M3" => 8,
        "F16" or "BF16" or "I16" => 16,
        "I64" or "F64" => 64,
        _ => 32,
    };
}
