using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Xerotier.Artifacts.Formats;

/// <summary>Parses the JSON of a safetensors header.</summary>
internal static class SafetensorsHeader
{
    private const string Metadata = "__metadata__";
    private const int MaxDepth = 4;
    private const int MaxTensors = 1_000_000;

    private static readonly FrozenDictionary<string, int> Bits = new Dictionary<string, int>
    {
        ["BOOL"] = 8,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E8M0"] = 8,
        ["F8_E4M3FNUZ"] = 8,
        ["F8_E5M2FNUZ"] = 8,
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["I16"] = 16,
        ["U16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["I32"] = 32,
        ["U32"] = 32,
        ["F32"] = 32,
        ["I64"] = 64,
        ["U64"] = 64,
        ["F64"] = 64,
        ["C64"] = 64,
    }.ToFrozenDictionary();

    /// <summary>The entries, each consistent in itself.</summary>
    /// <exception cref="InvalidDataException">The header is malformed.</exception>
    public static List<SafetensorsEntry> Parse(string path, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return ReadEntries(path, ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Corrupt(path, "has a header that is not valid JSON", exception);
        }
    }

    private static List<SafetensorsEntry> ReadEntries(string path, ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Corrupt(path, "has a header that is not a JSON object");
        }

        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Corrupt(path, $"describes {ShownText.Of(name)} twice");
            }

            if (names.Count > MaxTensors)
            {
                throw Corrupt(path, $"describes more than {MaxTensors} tensors");
            }

            reader.Read();
            if (name == Metadata)
            {
                reader.Skip();
            }
            else
            {
                entries.Add(ReadEntry(path, name, ref reader));
            }
        }

        // Spaces may fill the header up; anything else after the object makes this throw.
        reader.Read();
        return entries;
    }

    private static SafetensorsEntry ReadEntry(string path, string name, ref Utf8JsonReader reader)
    {
        string? type = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Corrupt(path, $"does not describe {ShownText.Of(name)} by an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8))
            {
                reader.Read();
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                shape = ReadNumbers(path, name, ref reader);
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                offsets = ReadNumbers(path, name, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return type is not null && shape is { } sizes && offsets is [var begin, var end]
            ? Check(path, name, type, sizes, begin, end)
            : throw Corrupt(path, $"does not say dtype, shape and data_offsets of {ShownText.Of(name)}");
    }

    private static SafetensorsEntry Check(
        string path, string name, string type, ImmutableArray<long> shape, long begin, long end)
    {
        if (!Bits.TryGetValue(type, out int bits))
        {
            throw Corrupt(path, $"has {ShownText.Of(name)} in the unknown dtype {ShownText.Of(type)}");
        }

        long elements = TensorShape.Elements(name, shape.AsSpan());
        if (begin < 0 || end < begin || (Int128)(end - begin) * 8 != (Int128)elements * bits)
        {
            throw Corrupt(path, $"lies: the bytes of {ShownText.Of(name)} do not match its shape and dtype");
        }

        return new SafetensorsEntry(new Tensor(name, type, bits, shape, elements, end - begin), begin, end);
    }

    private static ImmutableArray<long> ReadNumbers(string path, string name, ref Utf8JsonReader reader)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.Number
                && numbers.Count < TensorShape.MaxDimensions && reader.TryGetInt64(out long number))
            {
                numbers.Add(number);
            }
        }

        return reader.TokenType == JsonTokenType.EndArray
            ? numbers.DrainToImmutable()
            : throw Corrupt(path, $"has numbers out of range for {ShownText.Of(name)}");
    }

    private static InvalidDataException Corrupt(string path, string problem, Exception? cause = null) =>
        new($"{ShownText.Of(path)} {problem}.", cause);
}
