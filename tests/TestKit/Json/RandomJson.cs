using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Xerotier.TestKit.Json;

/// <summary>Random request bodies from a seed: well-formed chats, the same with damage, and plain noise.</summary>
public sealed class RandomJson(int seed)
{
    private static readonly string[] Names =
    [
        "model", "messages", "role", "content", "stream", "stream_options", "include_usage", "max_tokens", "stop",
        "max_completion_tokens", "tools", "function", "name", "type", "text", "n", "temperature", "tool_choice",
        "tool_calls", "response_format", "x_unknown", "logit_bias", "",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A body that is valid as a chat completion, with members in random order and unknown ones among
    /// them.</summary>
    public JsonObject Chat()
    {
        var members = new List<KeyValuePair<string, JsonNode?>>
        {
            new("model", Text(1)),
            new("messages", new JsonArray([.. Several(1, 4, Message)])),
        };
        Maybe(members, "stream", () => Flip());
        Maybe(members, "stream_options", StreamOptions);
        Maybe(members, "max_tokens", () => Limit());
        Maybe(members, "max_completion_tokens", () => Limit());
        Maybe(members, "stop", () => new JsonArray([.. Several(0, 4, () => JsonValue.Create(Text(0)))]));
        Maybe(members, "temperature", () => _random.Next(0, 20) / 10.0);
        Maybe(members, "x_first", () => Value(3));
        Maybe(members, "x_second", () => Value(2));
        var shuffled = members.ToArray();
        _random.Shuffle(shuffled);
        return new JsonObject(shuffled);
    }

    /// <summary>Bytes that may be anything from a valid chat to noise.</summary>
    public byte[] Body() => _random.Next(6) switch
    {
        0 => Encode(Chat()),
        1 or 2 => Encode(Damage(Chat())!),
        3 => Corrupt(Encode(Chat())),
        4 => Encode(Value(5)),
        _ => Noise(),
    };

    /// <summary>Writes a document with random white space and escapes.</summary>
    public byte[] Encode(JsonNode? node)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = Flip(),
            Encoder = Flip() ? System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null,
        };
        return Encoding.UTF8.GetBytes(node?.ToJsonString(options) ?? "null");
    }

    private bool Flip() => _random.Next(2) == 0;

    private long Limit() => _random.Next(3) == 0 ? _random.NextInt64(1, long.MaxValue) : _random.Next(1, 5000);

    private JsonNode? StreamOptions() => _random.Next(5) switch
    {
        0 => null,
        1 => new JsonObject(),
        2 => new JsonObject { ["include_usage"] = Flip() },
        3 => new JsonObject { ["x_other"] = Value(2), ["include_usage"] = null },
        _ => new JsonObject { ["x_other"] = Value(2) },
    };

    private JsonNode Message() => Flip()
        ? new JsonObject { ["role"] = "user", ["content"] = Text(0) }
        : new JsonObject
        {
            ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = Text(0) }),
            ["x_note"] = Value(2),
            ["role"] = "system",
        };

    private JsonNode? Value(int depth) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => Flip(),
        2 => _random.Next(-10, 100_000),
        3 => JsonNode.Parse((_random.NextDouble() * Math.Pow(10, _random.Next(-8, 300)))
            .ToString("R", CultureInfo.InvariantCulture)),
        4 => Text(0),
        5 => new JsonArray([.. Several(0, 4, () => Value(depth - 1))]),
        _ => RandomObject(depth),
    };

    private JsonObject RandomObject(int depth)
    {
        var result = new JsonObject();
        for (var left = _random.Next(5); left > 0; left--)
        {
            result[Names[_random.Next(Names.Length)]] = Value(depth - 1);
        }

        return result;
    }

    private string Text(int min)
    {
        const string Letters = "ab \"\\/\n\t\u0001é漢😀{}[]:,usage";
        var runes = Letters.EnumerateRunes().ToArray();
        var text = new StringBuilder();
        for (var left = _random.Next(min, 12); left > 0; left--)
        {
            text.Append(runes[_random.Next(runes.Length)]);
        }

        return text.ToString();
    }

    private IEnumerable<JsonNode?> Several(int min, int max, Func<JsonNode?> make) =>
        Enumerable.Range(0, _random.Next(min, max + 1)).Select(_ => make());

    private void Maybe(List<KeyValuePair<string, JsonNode?>> members, string name, Func<JsonNode?> make)
    {
        if (Flip())
        {
            members.Add(new(name, make()));
        }
    }

    // Replaces one random node of the tree.
    private JsonNode? Damage(JsonNode? node)
    {
        if (node is JsonObject { Count: > 0 } members && _random.Next(4) > 0)
        {
            var name = members.ElementAt(_random.Next(members.Count)).Key;
            var child = members[name]?.DeepClone();
            members[name] = Damage(child);
            return members;
        }

        if (node is JsonArray { Count: > 0 } items && _random.Next(4) > 0)
        {
            var index = _random.Next(items.Count);
            var child = items[index]?.DeepClone();
            items[index] = Damage(child);
            return items;
        }

        return Value(3);
    }

    private byte[] Corrupt(byte[] body)
    {
        for (var left = _random.Next(1, 4); left > 0 && body.Length > 0; left--)
        {
            var at = _random.Next(body.Length);
            body = _random.Next(3) switch
            {
                0 => body[..at],
                1 => [.. body[..at], (byte)_random.Next(256), .. body[at..]],
                _ => [.. body[..at], (byte)_random.Next(256), .. body[(at + 1)..]],
            };
        }

        return body;
    }

    private byte[] Noise()
    {
        var bytes = new byte[_random.Next(64)];
        _random.NextBytes(bytes);
        return bytes;
    }
}
