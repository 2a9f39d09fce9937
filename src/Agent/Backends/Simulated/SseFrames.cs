using System.Buffers;
using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Writes server-sent events with one JSON object each.</summary>
internal sealed class SseFrames(IBufferWriter<byte> output, JsonWriterOptions options)
{
    private readonly Utf8JsonWriter _json = new(output, options);

    public void Write(Action<Utf8JsonWriter> write)
    {
        output.Write("data: "u8);
        _json.Reset();
        write(_json);
        _json.Flush();
        output.Write("\n\n"u8);
    }

    public void WriteDone() => output.Write("data: [DONE]\n\n"u8);
}
