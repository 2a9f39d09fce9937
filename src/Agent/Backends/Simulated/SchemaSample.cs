using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// Writes an instance of a JSON schema (types, enum, const, properties, items, bounds, lengths, common formats,
/// references within the schema, anyOf, oneOf, allOf). Regular expressions are not honoured.
/// </summary>
internal sealed class SchemaSample
{
    private const int RequiredOnlyDepth = 5;
    private const int MaxDepth = 32;
    private const int MaxItems = 100;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonElement _root;
    private readonly Utf8JsonWriter _json;
    private ulong _seed;

    private SchemaSample(JsonElement root, ulong seed, Utf8JsonWriter json) =>
        (_root, _seed, _json) = (root, seed, json);

    /// <summary>The instance as JSON; <c>{}</c> without a schema.</summary>
    public static string Of(JsonElement? schema, ulong seed)
    {
        if (schema is not { } root) return "{}";
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions)) new SchemaSample(root, seed, json).Write(root, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(JsonElement schema, int depth)
    {
        if (depth > MaxDepth) throw new BadRequestException("The schema nests without end.", "response_format");
        var parts = new List<JsonElement>();
        Gather(schema, depth, parts);
        if (Find(parts, "const") is { } constant)
        {
            constant.WriteTo(_json);
            return;
        }
        if (Find(parts, "enum") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0)
        {
            choices[(int)(Next() % (ulong)choices.GetArrayLength())].WriteTo(_json);
            return;
        }
        switch (TypeOf(parts))
        {
            case "object":
                WriteObject(parts, depth);
                break;
            case "array":
                WriteArray(parts, depth);
                break;
            case "integer" or "number":
                _json.WriteNumberValue(SampleNumber.Of(name => Number(parts, name), Next()));
                break;
            case "boolean":
                _json.WriteBooleanValue(Next() % 2 == 0);
                break;
            case "null":
                _json.WriteNullValue();
                break;
            default:
                _json.WriteStringValue(SampleText.Of(
                    Find(parts, "format") is { ValueKind: JsonValueKind.String } format ? format.GetString() : null,
                    Number(parts, "minLength"),
                    Number(parts, "maxLength"),
                    Next()));
                break;
        }
    }

    /// <summary>The schema and everything that applies together with it.</summary>
    private void Gather(JsonElement schema, int depth, List<JsonElement> parts)
    {
        if (parts.Count > MaxDepth) throw new BadRequestException("The schema refers to itself.", "response_format");
        if (schema.ValueKind != JsonValueKind.Object) return;
        parts.Add(schema);
        if (schema.Member("$ref") is { ValueKind: JsonValueKind.String } reference)
            Gather(Resolve(reference.GetString()!), depth, parts);
        if (schema.Member("allOf") is { ValueKind: JsonValueKind.Array } all)
            foreach (var part in all.EnumerateArray()) Gather(part, depth, parts);
        var choices = schema.Member("anyOf") ?? schema.Member("oneOf");
        if (choices is { ValueKind: JsonValueKind.Array } any && any.GetArrayLength() > 0)
            Gather(Choose(any, depth), depth, parts);
    }

    /// <summary>The first choice; deep down one that ends the recursion, if there is one.</summary>
    private static JsonElement Choose(JsonElement choices, int depth)
    {
        if (depth < RequiredOnlyDepth) return choices[0];
        return choices.EnumerateArray().FirstOrDefault(IsLeaf, choices[0]);
    }

    private static bool IsLeaf(JsonElement schema) =>
        schema.Member("type") is { ValueKind: JsonValueKind.String } type
        && type.GetString() is not ("object" or "array");

    private JsonElement Resolve(string reference)
    {
        var at = _root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            at = at.Member(name) ?? throw new BadRequestException(
                $"The schema refers to '{reference}', which it does not hold.", "response_format");
        }
        return at;
    }

    private static string TypeOf(List<JsonElement> parts)
    {
        var type = Find(parts, "type");
        if (type is { ValueKind: JsonValueKind.String } one) return one.GetString()!;
        if (type is { ValueKind: JsonValueKind.Array } several)
            return several.EnumerateArray().Select(item => item.ToString()).FirstOrDefault(t => t != "null", "null");
        if (Find(parts, "properties") is not null) return "object";
        return Find(parts, "items") is not null ? "array" : "string";
    }

    private void WriteObject(List<JsonElement> parts, int depth)
    {
        var required = new HashSet<string>(parts
            .Where(part => part.Member("required") is { ValueKind: JsonValueKind.Array })
            .SelectMany(part => part.GetProperty("required").EnumerateArray())
            .Where(name => name.ValueKind == JsonValueKind.String)
            .Select(name => name.GetString()!));
        var written = new HashSet<string>();
        _json.WriteStartObject();
        foreach (var part in parts)
        {
            if (part.Member("properties") is not { ValueKind: JsonValueKind.Object } properties) continue;
            foreach (var property in properties.EnumerateObject())
            {
                if (depth >= RequiredOnlyDepth && !required.Contains(property.Name)) continue;
                if (!written.Add(property.Name)) continue;
                _json.WritePropertyName(property.Name);
                Write(property.Value, depth + 1);
            }
        }
        foreach (var name in required.Where(name => !written.Contains(name))) _json.WriteString(name, "simulated");
        _json.WriteEndObject();
    }

    private void WriteArray(List<JsonElement> parts, int depth)
    {
        var least = (int)Math.Clamp(Number(parts, "minItems") ?? 0, 0, MaxItems);
        var most = (int)Math.Clamp(Number(parts, "maxItems") ?? MaxItems, 0, MaxItems);
        var fixedItems = Find(parts, "prefixItems") is { ValueKind: JsonValueKind.Array } prefix
            ? prefix.EnumerateArray().ToList()
            : [];
        var wanted = depth >= RequiredOnlyDepth ? least : Math.Max(least, Math.Max(1, fixedItems.Count));
        var items = Find(parts, "items") ?? default;
        _json.WriteStartArray();
        for (var i = 0; i < Math.Min(wanted, most); i++) Write(i < fixedItems.Count ? fixedItems[i] : items, depth + 1);
        _json.WriteEndArray();
    }

    private static JsonElement? Find(List<JsonElement> parts, string name)
    {
        foreach (var part in parts)
        {
            if (part.TryGetProperty(name, out var value)) return value;
        }
        return null;
    }

    private static double? Number(List<JsonElement> parts, string name) =>
        Find(parts, name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private ulong Next() => Hashing.Next(ref _seed);
}
