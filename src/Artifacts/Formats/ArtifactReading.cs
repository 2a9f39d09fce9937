using System.Text.Json;

namespace Xerotier.Artifacts.Formats;

/// <summary>Bounded reads of an artifact's files.</summary>
internal static class ArtifactReading
{
    /// <summary>Deepest nesting of JSON that is read.</summary>
    private const int MaxDepth = 64;

    /// <summary>Reads exactly a range.</summary>
    /// <exception cref="InvalidDataException">The file ends before it.</exception>
    public static async Task<byte[]> ReadExactlyAsync(
        this IArtifactSource file, long offset, int count, CancellationToken cancellation)
    {
        if (offset + count > file.Length)
        {
            throw new InvalidDataException($"{ShownText.Of(file.Path)} is cut off.");
        }

        byte[] bytes = new byte[count];
        int read = 0;
        while (read < count)
        {
            int more = await file.ReadAtAsync(offset + read, bytes.AsMemory(read), cancellation);
            if (more == 0)
            {
                throw new InvalidDataException($"{ShownText.Of(file.Path)} is cut off.");
            }

            read += more;
        }

        return bytes;
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">It is larger than allowed.</exception>
    public static Task<byte[]> ReadAllAsync(this IArtifactSource file, int maxBytes, CancellationToken cancellation) =>
        file.Length <= maxBytes
            ? file.ReadExactlyAsync(0, (int)file.Length, cancellation)
            : throw new InvalidDataException(
                $"{ShownText.Of(file.Path)} has {file.Length} bytes; at most {maxBytes} are read.");

    /// <summary>Reads a file that is one JSON object.</summary>
    /// <exception cref="InvalidDataException">It is too large or no JSON object.</exception>
    public static async Task<JsonElement> ReadObjectAsync(
        this IArtifactSource file, int maxBytes, CancellationToken cancellation)
    {
        byte[] bytes = await file.ReadAllAsync(maxBytes, cancellation);
        try
        {
            var root = JsonElement.Parse(WithoutMark(bytes), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return root.ValueKind == JsonValueKind.Object ? root : throw NoObject(file);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{ShownText.Of(file.Path)} is not valid JSON (line {exception.LineNumber + 1}).", exception);
        }
    }

    private static InvalidDataException NoObject(IArtifactSource file) =>
        new($"{ShownText.Of(file.Path)} is not a JSON object.");

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
