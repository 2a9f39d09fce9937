using System.Collections.Immutable;

namespace Xerotier.Artifacts.Formats;

/// <summary>
/// The header of a GGUF file (github.com/ggml-org/ggml, docs/gguf.md), versions 2 and 3, little-endian: metadata, then
/// the tensors' descriptions, then their bytes, each at a multiple of the alignment.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Metadata">Its scalar metadata: texts, whole numbers as <see cref="long"/>, numbers, flags. Of an array
/// only the number of entries is kept, under its key with <c>#</c> at the end.</param>
/// <param name="Tensors">Its tensors in the order of the header.</param>
public sealed record GgufFile(string Path, ImmutableDictionary<string, object> Metadata, ImmutableArray<Tensor> Tensors)
{
    private const uint Magic = 0x46554747;
    private const ulong MaxTensors = 1_000_000;
    private const long DefaultAlignment = 32;
    private const long MaxAlignment = 1 << 20;

    /// <summary>Whether the file begins as a GGUF file does.</summary>
    public static async Task<bool> IsGgufAsync(IArtifactSource file, CancellationToken cancellation = default)
    {
        byte[] start = new byte[4];
        return await file.ReadAtAsync(0, start, cancellation) == 4 && BitConverter.ToUInt32(start) == Magic;
    }

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="InvalidDataException">The file is corrupt; the message says how.</exception>
    /// <exception cref="IOException">The file cannot be read now.</exception>
    public static async Task<GgufFile> ReadAsync(IArtifactSource file, CancellationToken cancellation = default)
    {
        var cursor = new GgufCursor(file, cancellation);
        if (await cursor.ReadUInt32Async() != Magic)
        {
            throw Corrupt(file, "is no GGUF file");
        }

        uint version = await cursor.ReadUInt32Async();
        if (version is < 2 or > 3)
        {
            throw Corrupt(file, $"has GGUF version {version}; 2 and 3 are supported");
        }

        ulong tensorCount = await cursor.ReadUInt64Async();
        ulong metadataCount = await cursor.ReadUInt64Async();
        if (tensorCount > MaxTensors || metadataCount > MaxTensors)
        {
            throw Corrupt(file, $"claims {tensorCount} tensors and {metadataCount} entries of metadata");
        }

        var metadata = await GgufMetadata.ReadAsync(file.Path, cursor, metadataCount);
        var entries = new List<(Tensor Tensor, ulong Offset)>();
        for (ulong i = 0; i < tensorCount; i++)
        {
            entries.Add(await ReadTensorAsync(file, cursor));
        }

        CheckPlaces(file, entries, Alignment(file, metadata), cursor.Position);
        return new GgufFile(file.Path, metadata, [.. entries.Select(entry => entry.Tensor)]);
    }

    private static async Task<(Tensor Tensor, ulong Offset)> ReadTensorAsync(IArtifactSource file, GgufCursor cursor)
    {
        string name = await cursor.ReadTextAsync();
        uint dimensions = await cursor.ReadUInt32Async();
        if (dimensions > TensorShape.MaxDimensions)
        {
            throw Corrupt(file, $"has {ShownText.Of(name)} with {dimensions} dimensions");
        }

        // The file says the fastest dimension first.
        long[] shape = new long[dimensions];
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            shape[i] = (long)Math.Min(await cursor.ReadUInt64Async(), long.MaxValue);
        }

        uint number = await cursor.ReadUInt32Async();
        var type = GgufType.Find(number)
            ?? throw Corrupt(file, $"has {ShownText.Of(name)} in the unknown type {number}");
        long elements = TensorShape.Elements(name, shape);
        if ((shape.Length == 0 ? 1 : shape[^1]) % type.BlockElements != 0)
        {
            throw Corrupt(file, $"lies: a row of {ShownText.Of(name)} is no multiple of its block");
        }

        long bytes = checked((long)((Int128)elements / type.BlockElements * type.BlockBytes));
        var tensor = new Tensor(name, type.Name, type.BitsPerElement, [.. shape], elements, bytes);
        return (tensor, await cursor.ReadUInt64Async());
    }

    private static void CheckPlaces(
        IArtifactSource file, List<(Tensor Tensor, ulong Offset)> entries, long alignment, long headerEnd)
    {
        long dataStart = (headerEnd + alignment - 1) / alignment * alignment;
        long data = Math.Max(0, file.Length - dataStart);
        var names = new HashSet<string>(StringComparer.Ordinal);
        long position = 0;
        foreach (var (tensor, offset) in entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Tensor.Bytes))
        {
            if (!names.Add(tensor.Name))
            {
                throw Corrupt(file, $"describes {ShownText.Of(tensor.Name)} twice");
            }

            if (offset % (ulong)alignment != 0)
            {
                throw Corrupt(file, $"lies: {ShownText.Of(tensor.Name)} is not aligned");
            }

            if (offset < (ulong)position)
            {
                throw Corrupt(file, $"lies: {ShownText.Of(tensor.Name)} overlaps another tensor");
            }

            if (offset > (ulong)data || tensor.Bytes > data - (long)offset)
            {
                throw Corrupt(file, $"is cut off: {ShownText.Of(tensor.Name)} ends behind the end of the file");
            }

            position = (long)offset + tensor.Bytes;
        }
    }

    private static long Alignment(IArtifactSource file, ImmutableDictionary<string, object> metadata) =>
        metadata.GetValueOrDefault("general.alignment") switch
        {
            null => DefaultAlignment,
            long alignment and > 0 and <= MaxAlignment when alignment % 8 == 0 => alignment,
            var other => throw Corrupt(file, $"has the alignment {other}"),
        };

    private static InvalidDataException Corrupt(IArtifactSource file, string problem) =>
        new($"{ShownText.Of(file.Path)} {problem}.");
}
