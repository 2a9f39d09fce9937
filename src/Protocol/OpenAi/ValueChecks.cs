using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Checks of simple values. All but <see cref="Text"/> also take <c>null</c>, which means absent.</summary>
internal static class ValueChecks
{
    /// <summary>A string that is not empty.</summary>
    public static bool Text(ref FieldReader reader, string param) =>
        reader.Token == JsonTokenType.String && reader.TextLength > 0
        || reader.Fail(param, "must be a non-empty string");

    /// <summary>A string, also an empty one.</summary>
    public static bool AnyText(ref FieldReader reader, string param) =>
        reader.Token is JsonTokenType.String or JsonTokenType.Null || reader.Fail(param, "must be a string");

    /// <summary>True or false.</summary>
    public static bool Flag(ref FieldReader reader, string param) =>
        reader.Token is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
        || reader.Fail(param, "must be a boolean");

    /// <summary>A number within bounds, both included.</summary>
    public static bool Number(ref FieldReader reader, string param, double min, double max)
    {
        if (reader.Token == JsonTokenType.Null)
        {
            return true;
        }

        return reader.Token == JsonTokenType.Number && reader.Json.TryGetDouble(out var value)
            && value >= min && value <= max
            || reader.Fail(param, string.Create(null, $"must be a number from {min} to {max}"));
    }

    /// <summary>An integer within bounds, both included.</summary>
    public static bool Integer(ref FieldReader reader, string param, long min, long max, out long? value)
    {
        value = null;
        if (reader.Token == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.Token == JsonTokenType.Number && reader.Json.TryGetInt64(out var integer)
            && integer >= min && integer <= max)
        {
            value = integer;
            return true;
        }

        return reader.Fail(param, max == long.MaxValue
            ? string.Create(null, $"must be an integer of at least {min}")
            : string.Create(null, $"must be an integer from {min} to {max}"));
    }

    /// <summary>An object, whatever is in it.</summary>
    public static bool AnyObject(ref FieldReader reader, string param) =>
        reader.Token is JsonTokenType.StartObject or JsonTokenType.Null
            ? reader.Skip()
            : reader.Fail(param, "must be an object");
}
