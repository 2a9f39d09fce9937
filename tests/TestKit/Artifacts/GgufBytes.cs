using System.Text;

namespace Xerotier.TestKit.Artifacts;

/// <summary>Writes GGUF files of a few KB, true or false.</summary>
public sealed class GgufBytes
{
    private const uint UInt32Type = 4;
    private const uint TextType = 8;
    private const uint ArrayType = 9;
    private const int Alignment = 32;

    private readonly List<Action<BinaryWriter>> _metadata = [];
    private readonly List<(string Name, ulong[] Dimensions, uint Type, ulong Offset)> _tensors = [];

    /// <summary>Version in the header.</summary>
    public uint Version { get; init; } = 3;

    /// <summary>Tensors that the header claims; null for the truth.</summary>
    public ulong? ClaimedTensors { get; init; }

    /// <summary>Bytes after the header.</summary>
    public int DataBytes { get; init; }

    /// <summary>Adds a text.</summary>
    public GgufBytes Say(string key, string value) => Add(writer =>
    {
        WriteText(writer, key);
        writer.Write(TextType);
        WriteText(writer, value);
    });

    /// <summary>Adds a whole number.</summary>
    public GgufBytes Say(string key, uint value) => Add(writer =>
    {
        WriteText(writer, key);
        writer.Write(UInt32Type);
        writer.Write(value);
    });

    /// <summary>Adds a list of texts.</summary>
    public GgufBytes Say(string key, string[] values) => Add(writer =>
    {
        WriteText(writer, key);
        writer.Write(ArrayType);
        writer.Write(TextType);
        writer.Write((ulong)values.Length);
        foreach (string value in values)
        {
            WriteText(writer, value);
        }
    });

    /// <summary>Adds an entry of metadata as raw bytes after its key.</summary>
    public GgufBytes SayRaw(string key, byte[] bytes) => Add(writer =>
    {
        WriteText(writer, key);
        writer.Write(bytes);
    });

    /// <summary>Adds a tensor; the fastest dimension comes first.</summary>
    public GgufBytes Tensor(string name, uint type, ulong offset, params ulong[] dimensions)
    {
        _tensors.Add((name, dimensions, type, offset));
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] Build()
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write(ClaimedTensors ?? (ulong)_tensors.Count);
        writer.Write((ulong)_metadata.Count);
        _metadata.ForEach(write => write(writer));
        foreach (var (name, dimensions, type, offset) in _tensors)
        {
            WriteText(writer, name);
            writer.Write((uint)dimensions.Length);
            Array.ForEach(dimensions, writer.Write);
            writer.Write(type);
            writer.Write(offset);
        }

        writer.Flush();
        writer.Write(new byte[((Alignment - (file.Length % Alignment)) % Alignment) + DataBytes]);
        writer.Flush();
        return file.ToArray();
    }

    private GgufBytes Add(Action<BinaryWriter> write)
    {
        _metadata.Add(write);
        return this;
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
