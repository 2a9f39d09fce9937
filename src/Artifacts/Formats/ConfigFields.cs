using System.Text.Json;

namespace Xerotier.Artifacts.Formats;

/// <summary>Fields of a configuration that have several spellings and may stand in several objects.</summary>
/// <param name="path">The file, for diagnostics.</param>
/// <param name="objects">Where to look, best first.</param>
internal sealed class ConfigFields(string path, JsonElement[] objects)
{
    private const int MaxTextLength = 128;

    /// <summary>A positive whole number; zero and null count as absent.</summary>
    /// <exception cref="InvalidDataException">It is out of range.</exception>
    public int? Integer(params string[] names)
    {
        foreach (var value in Find(names, JsonValueKind.Number))
        {
            if (!value.TryGetInt32(out int number) || number < 0)
            {
                throw new InvalidDataException(
                    $"{ShownText.Of(path)} says {ShownText.Of(value.GetRawText())} for {names[0]}.");
            }

            if (number > 0)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>A text that is neither empty nor very long.</summary>
    public string? Text(params string[] names) =>
        Find(names, JsonValueKind.String)
            .Select(value => value.GetString()!)
            .FirstOrDefault(text => text.Length is > 0 and <= MaxTextLength);

    /// <summary>An object.</summary>
    public JsonElement? Object(string name)
    {
        foreach (var value in Find([name], JsonValueKind.Object))
        {
            return value;
        }

        return null;
    }

    private IEnumerable<JsonElement> Find(string[] names, JsonValueKind kind) =>
        from container in objects
        from name in names
        where container.TryGetProperty(name, out var value) && value.ValueKind == kind
        select container.GetProperty(name);
}
