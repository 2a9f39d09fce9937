using System.Text.Json;
using Xerotier.Grains.Requests;
using Xerotier.Routing.Prefixes;

namespace Xerotier.ApiHost.Routes;

/// <summary>
/// Recent traffic in the form of the Mooncake traces (Qin et al., FAST 2025): a JSON object a line with
/// <c>timestamp</c> (ms since the first), <c>input_length</c>, <c>output_length</c> and <c>hash_ids</c>, an id for each
/// 512 tokens of the prompt and all before them. Ids are small numbers made up for this export: they say which prompts
/// begin alike and nothing else.
/// </summary>
internal sealed class RouteTrace
{
    private const int TokensPerId = 512;

    private readonly Dictionary<UInt128, int> _ids = [];
    private int _nextId;

    /// <summary>Writes the lines of requests that agents have answered.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="records">The oldest first.</param>
    /// <param name="cancellation">Stops writing.</param>
    public async Task WriteAsync(Stream output, IReadOnlyList<RouteRecord> records, CancellationToken cancellation)
    {
        var buffer = new MemoryStream();
        DateTimeOffset? first = null;
        foreach (var record in records.Where(record => record.CompletionTokens > 0))
        {
            first ??= record.At;
            buffer.SetLength(0);
            await using (var json = new Utf8JsonWriter(buffer))
            {
                Write(json, record, first.Value);
            }

            buffer.WriteByte((byte)'\n');
            await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellation);
        }
    }

    private void Write(Utf8JsonWriter json, RouteRecord record, DateTimeOffset first)
    {
        json.WriteStartObject();
        json.WriteNumber("timestamp", (long)(record.At - first).TotalMilliseconds);
        json.WriteNumber("input_length", record.PromptTokens);
        json.WriteNumber("output_length", record.CompletionTokens);
        json.WriteStartArray("hash_ids");
        var count = (record.PromptTokens + TokensPerId - 1) / TokensPerId;
        for (var i = 1L; i <= count; i++)
        {
            json.WriteNumberValue(IdOf(record, i * TokensPerId));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The id of a prompt's first tokens: that of the last block among them; a new one where none is
    /// known.</summary>
    private int IdOf(RouteRecord record, long tokens)
    {
        var block = tokens * record.PromptBytes / record.PromptTokens / PromptBlocks.BlockBytes - 1;
        if (tokens > record.PromptTokens || block < 0 || block >= record.PromptBlocks.Length)
        {
            return _nextId++;
        }

        if (!_ids.TryGetValue(record.PromptBlocks[(int)block], out var id))
        {
            _ids.Add(record.PromptBlocks[(int)block], id = _nextId++);
        }

        return id;
    }
}
