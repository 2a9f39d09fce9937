using System.IO.Compression;
using System.Text.Json;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>Reads traces in Mooncake's format: one JSON object a line, optionally compressed with gzip.</summary>
internal static class TraceReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is not what it should be; the message names it.</exception>
    public static Trace Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>
    /// Reads lines; block ids become dense numbers in order of appearance, requests are sorted by time.
    /// </summary>
    public static Trace Read(TextReader reader)
    {
        var ids = new Dictionary<long, int>();
        var requests = new List<TraceRequest>();
        int line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            try
            {
                requests.Add(Parse(text, ids));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
                or FormatException)
            {
                throw new InvalidDataException($"line {line}: {e.Message}", e);
            }
        }

        if (requests.Count == 0) throw new InvalidDataException("the trace has no requests");
        return new Trace([.. requests.OrderBy(request => request.TimestampMs)], ids.Count);
    }

    private static TraceRequest Parse(string text, Dictionary<long, int> ids)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        int input = root.GetProperty("input_length").GetInt32();
        int output = root.GetProperty("output_length").GetInt32();
        if (input < 1) throw new FormatException("input_length must be at least 1");
        var hashes = root.GetProperty("hash_ids");
        var blocks = new int[hashes.GetArrayLength()];
        int i = 0;
        foreach (var hash in hashes.EnumerateArray())
        {
            long id = hash.GetInt64();
            if (!ids.TryGetValue(id, out blocks[i])) ids.Add(id, blocks[i] = ids.Count);
            i++;
        }

        return new TraceRequest(root.GetProperty("timestamp").GetDouble(), input, Math.Max(1, output), blocks);
    }
}
