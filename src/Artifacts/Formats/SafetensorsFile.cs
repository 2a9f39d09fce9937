using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Xerotier.Artifacts.Formats;

/// <summary>
/// The header of a safetensors file (github.com/huggingface/safetensors, "Format"): eight bytes with the length of a
/// JSON object that describes each tensor; then their bytes, one after the other without holes. Nothing of the header
/// is believed before it is checked against the file.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Tensors">Its tensors in the order of their bytes.</param>
public sealed record SafetensorsFile(string Path, ImmutableArray<Tensor> Tensors)
{
    private const int LengthBytes = 8;

    // The format allows 100 MB; real headers stay below 10 MB.
    private const int MaxHeaderBytes = 32 << 20;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="InvalidDataException">The file is corrupt; the message says how.</exception>
    /// <exception cref="IOException">The file cannot be read now.</exception>
    public static async Task<SafetensorsFile> ReadAsync(IArtifactSource file, CancellationToken cancellation = default)
    {
        byte[] start = await file.ReadExactlyAsync(0, LengthBytes, cancellation);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > MaxHeaderBytes)
        {
            throw Corrupt(file, $"claims a header of {length} bytes; at most {MaxHeaderBytes} are allowed");
        }

        if ((long)length > file.Length - LengthBytes)
        {
            throw Corrupt(file, "is cut off in its header");
        }

        byte[] header = await file.ReadExactlyAsync(LengthBytes, (int)length, cancellation);
        var entries = SafetensorsHeader.Parse(file.Path, header);
        entries.Sort((one, two) => (one.Begin, one.End).CompareTo((two.Begin, two.End)));
        long position = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != position)
            {
                string problem = entry.Begin < position ? "overlaps another tensor" : "leaves a hole before it";
                throw Corrupt(file, $"lies: {ShownText.Of(entry.Tensor.Name)} {problem}");
            }

            position = entry.End;
        }

        long data = file.Length - LengthBytes - (long)length;
        return position == data
            ? new SafetensorsFile(file.Path, [.. entries.Select(entry => entry.Tensor)])
            : throw Corrupt(file, position > data
                ? $"is cut off: it has {data} of {position} bytes of tensors"
                : $"has {data - position} bytes that belong to no tensor");
    }

    private static InvalidDataException Corrupt(IArtifactSource file, string problem) =>
        new($"{ShownText.Of(file.Path)} {problem}.");
}
