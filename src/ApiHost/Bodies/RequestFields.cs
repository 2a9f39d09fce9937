using System.Collections.Immutable;
using System.Text.Json;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Bodies;

/// <summary>
/// The fields of a JSON object in a request. Each read checks type and range; the first problem is kept in
/// <see cref="Fault"/> with the field's path, and every read goes on, so that a handler checks once at the end.
/// A null counts as absent; unknown fields are ignored.
/// </summary>
internal sealed class RequestFields
{
    private readonly JsonElement _json;
    private readonly RequestFields? _parent;
    private readonly string _path;
    private Fault? _fault;

    /// <summary>Fields of a body.</summary>
    /// <param name="json">A JSON object.</param>
    /// <param name="fault">A problem of the body itself; comes before those of its fields.</param>
    public RequestFields(JsonElement json, Fault? fault = null)
        : this(json, "", null) => _fault = fault;

    private RequestFields(JsonElement json, string path, RequestFields? parent)
    {
        _json = json;
        _path = path;
        _parent = parent;
    }

    /// <summary>The first problem found in the whole body, or null.</summary>
    public Fault? Fault => _parent is null ? _fault : _parent.Fault;

    /// <summary>Whether the field is there at all, be it null.</summary>
    public bool Has(string name) => _json.TryGetProperty(name, out _);

    /// <summary>Whether the field is there and null.</summary>
    public bool IsNull(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>
    /// Text of <paramref name="min"/> to <paramref name="max"/> characters without control characters.
    /// </summary>
    public string? Text(string name, int min, int max)
    {
        if (Find(name, JsonValueKind.String, "a string") is not { } value || Decode(name, value) is not { } text)
        {
            return null;
        }

        if (text.Length < min || text.Length > max || text.Any(char.IsControl))
        {
            Refuse(name, $"must be {min} to {max} characters without control characters");
            return null;
        }

        return text;
    }

    /// <summary>
    /// Text of lines and paragraphs, such as markdown: at most <paramref name="max"/> characters, no control characters
    /// but line ends and tabs.
    /// </summary>
    public string? Prose(string name, int max)
    {
        if (Find(name, JsonValueKind.String, "a string") is not { } value || Decode(name, value) is not { } text)
        {
            return null;
        }

        if (text.Length > max || text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')))
        {
            Refuse(name, $"must be at most {max} characters without control characters other than line ends and tabs");
            return null;
        }

        return text;
    }

    /// <summary>Like <see cref="Text"/>, but must be there; empty when it is not.</summary>
    public string RequiredText(string name, int min, int max)
    {
        var text = Text(name, min, max);
        if (text is null)
        {
            Refuse(name, "is required");
        }

        return text ?? "";
    }

    /// <summary>One of a closed set of texts.</summary>
    public string? Choice(string name, ImmutableArray<string> choices)
    {
        var text = Text(name, 0, 256);
        if (text is not null && !choices.Contains(text))
        {
            Refuse(name, $"must be one of: {string.Join(", ", choices)}");
        }

        return text;
    }

    /// <summary>A whole number of a range.</summary>
    public long? Integer(string name, long min, long max)
    {
        if (Find(name, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        if (value.TryGetInt64(out long number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>A finite number of a range.</summary>
    public double? Number(string name, double min, double max)
    {
        if (Find(name, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        if (value.TryGetDouble(out double number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, $"must be a number from {min} to {max}");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Refuse(name, "must be true or false");
        return null;
    }

    /// <summary>A UUID.</summary>
    public Guid? Uuid(string name)
    {
        if (Find(name, JsonValueKind.String, "a UUID") is not { } value)
        {
            return null;
        }

        if (Decode(name, value) is { } text && Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Refuse(name, "must be a UUID", FaultCode.InvalidId);
        return null;
    }

    /// <summary>A list of texts of 1 to <paramref name="maxLength"/> characters, without duplicates.</summary>
    public ImmutableArray<string>? Texts(string name, int maxCount, int maxLength)
    {
        if (Items(name, maxCount) is not { } items)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<string>(items.Length);
        foreach (var item in items)
        {
            var text = item.ValueKind == JsonValueKind.String ? Decode(name, item) : null;
            if (text is null || text.Length is 0 || text.Length > maxLength || text.Any(char.IsControl))
            {
                Refuse(name, $"must hold strings of 1 to {maxLength} characters");
                return null;
            }

            if (!texts.Contains(text))
            {
                texts.Add(text);
            }
        }

        return texts.DrainToImmutable();
    }

    /// <summary>A list of UUIDs without duplicates.</summary>
    public ImmutableArray<Guid>? Uuids(string name, int maxCount)
    {
        if (Texts(name, maxCount, 64) is not { } texts)
        {
            return null;
        }

        var ids = ImmutableArray.CreateBuilder<Guid>(texts.Length);
        foreach (string text in texts)
        {
            if (!Guid.TryParseExact(text, "D", out var id))
            {
                Refuse(name, "must hold UUIDs", FaultCode.InvalidId);
                return null;
            }

            ids.Add(id);
        }

        return ids.DrainToImmutable();
    }

    /// <summary>A nested object.</summary>
    public RequestFields? Object(string name) =>
        Find(name, JsonValueKind.Object, "an object") is { } value ? Nest(value, name) : null;

    /// <summary>A list of objects.</summary>
    public ImmutableArray<RequestFields>? Objects(string name, int maxCount)
    {
        if (Items(name, maxCount) is not { } items)
        {
            return null;
        }

        if (items.Any(item => item.ValueKind != JsonValueKind.Object))
        {
            Refuse(name, "must hold objects");
            return null;
        }

        return [.. items.Select((item, index) => Nest(item, $"{name}[{index}]"))];
    }

    /// <summary>Notes a problem with a field.</summary>
    /// <param name="name">The field.</param>
    /// <param name="problem">Completes a sentence that begins with the field.</param>
    /// <param name="code">Which kind of fault it is.</param>
    public void Refuse(string name, string problem, FaultCode code = FaultCode.InvalidRequest)
    {
        var root = this;
        while (root._parent is { } parent)
        {
            root = parent;
        }

        var path = _path + name;
        root._fault ??= new Fault(code, $"'{path}' {problem}.", path);
    }

    private RequestFields Nest(JsonElement json, string name) => new(json, $"{_path}{name}.", this);

    private ImmutableArray<JsonElement>? Items(string name, int maxCount)
    {
        if (Find(name, JsonValueKind.Array, "a list") is not { } value)
        {
            return null;
        }

        if (value.GetArrayLength() > maxCount)
        {
            Refuse(name, $"must have at most {maxCount} entries");
            return null;
        }

        return [.. value.EnumerateArray()];
    }

    private JsonElement? Find(string name, JsonValueKind kind, string description)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Refuse(name, $"must be {description}");
        return null;
    }

    private bool TryGet(string name, out JsonElement value) =>
        _json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    // A string with a lone surrogate is valid JSON but no text.
    private string? Decode(string name, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            Refuse(name, "must be valid Unicode");
            return null;
        }
    }
}
