using System.Text.Json.Serialization;

namespace Xerotier.Protocol.Lists;

/// <summary>OpenAI's list envelope.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <param name="Object">Always <c>list</c>.</param>
/// <param name="Data">The page.</param>
/// <param name="HasMore">Whether a further page follows; absent where lists are not paged.</param>
/// <param name="Total">How many there are in all; absent where not counted.</param>
public sealed record ListEnvelope<T>(
    string Object,
    IReadOnlyList<T> Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? HasMore = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Total = null);
