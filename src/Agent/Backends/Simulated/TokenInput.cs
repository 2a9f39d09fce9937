using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Text or token ids given by a client.</summary>
/// <param name="Text">The text; ids are written out.</param>
/// <param name="Ids">The ids; null for text.</param>
internal sealed record TokenInput(string Text, IReadOnlyList<int>? Ids)
{
    private const int MaxInputs = 2048;

    public void AddTo(Prompt prompt)
    {
        if (Ids is null) prompt.Add(Text);
        else foreach (var id in Ids) prompt.AddToken((ulong)id);
    }

    /// <summary>A string, a list of ids, or a list with one of either.</summary>
    public static TokenInput ReadOne(JsonElement value, string param)
    {
        var all = ReadAll(value, param);
        return all.Count == 1 ? all[0] : throw new BadRequestException($"Only one '{param}' is simulated.", param);
    }

    /// <summary>A string, a list of strings, a list of ids, or a list of lists of ids.</summary>
    public static IReadOnlyList<TokenInput> ReadAll(JsonElement value, string param)
    {
        if (value.ValueKind == JsonValueKind.String) return [OfText(value, param)];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MaxInputs)
            throw Wrong(param);
        return value[0].ValueKind switch
        {
            JsonValueKind.String => [.. value.EnumerateArray().Select(item => OfText(item, param))],
            JsonValueKind.Number => [OfIds(value, param)],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => OfIds(item, param))],
            _ => throw Wrong(param),
        };
    }

    private static TokenInput OfText(JsonElement value, string param) =>
        value.ValueKind == JsonValueKind.String ? new TokenInput(value.GetString()!, null) : throw Wrong(param);

    private static TokenInput OfIds(JsonElement value, string param)
    {
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(param);
        var ids = value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var id) && id >= 0
                ? id
                : throw Wrong(param)).ToList();
        return new TokenInput(string.Join(' ', ids), ids);
    }

    private static BadRequestException Wrong(string param) => new(
        $"'{param}' must be a string, a list of strings, token ids, or a list of lists of token ids, "
        + $"1 to {MaxInputs} of them.", param);
}
