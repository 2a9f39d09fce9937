using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys that are numbers or UUIDs, with an optional text after a <c>+</c>.</summary>
public static class GrainIdKeyExtensions
{
    private const byte Separator = (byte)'+';

    /// <summary>The key of a number: upper-case hexadecimal.</summary>
    /// <param name="key">The number.</param>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>The key of a number and a text.</summary>
    /// <param name="key">The number.</param>
    /// <param name="keyExtension">The text as UTF-8.</param>
    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension) =>
        CreateIntegerKey(key, Encoding.UTF8.GetString(keyExtension));

    /// <summary>The key of a number and a text.</summary>
    /// <param name="key">The number.</param>
    /// <param name="keyExtension">The text.</param>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension)
            ? CreateIntegerKey(key)
            : IdSpan.Create(string.Create(CultureInfo.InvariantCulture, $"{key:X}+{keyExtension}"));

    /// <summary>The key of a UUID: 32 lower-case hexadecimal digits.</summary>
    /// <param name="key">The UUID.</param>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>The key of a UUID and a text.</summary>
    /// <param name="key">The UUID.</param>
    /// <param name="keyExtension">The text as UTF-8.</param>
    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension) =>
        CreateGuidKey(key, Encoding.UTF8.GetString(keyExtension));

    /// <summary>The key of a UUID and a text.</summary>
    /// <param name="key">The UUID.</param>
    /// <param name="keyExtension">The text.</param>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : IdSpan.Create($"{key:N}+{keyExtension}");

    /// <summary>Reads a number and a text.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="key">The number.</param>
    /// <param name="keyExt">The text, if any.</param>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var digits = Split(grainId, out keyExt);
        return Utf8Parser.TryParse(digits, out key, out var length, 'X') && length == digits.Length;
    }

    /// <summary>Reads a UUID and a text.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="key">The UUID.</param>
    /// <param name="keyExt">The text, if any.</param>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var digits = Split(grainId, out keyExt);
        return Utf8Parser.TryParse(digits, out key, out var length, 'N') && length == digits.Length;
    }

    /// <summary>The number in the key.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="keyExt">The text, if any.</param>
    /// <exception cref="ArgumentException">The key is not a number.</exception>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new ArgumentException($"The key of '{grainId}' is not a number.", nameof(grainId));

    /// <summary>The number in the key.</summary>
    /// <param name="grainId">The grain.</param>
    /// <exception cref="ArgumentException">The key is not a number.</exception>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>The UUID in the key.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="keyExt">The text, if any.</param>
    /// <exception cref="ArgumentException">The key is not a UUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt)
            ? key
            : throw new ArgumentException($"The key of '{grainId}' is not a UUID.", nameof(grainId));

    /// <summary>The UUID in the key.</summary>
    /// <param name="grainId">The grain.</param>
    /// <exception cref="ArgumentException">The key is not a UUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static ReadOnlySpan<byte> Split(GrainId grainId, out string? keyExt)
    {
        var key = grainId.Key.AsSpan();
        var separator = key.IndexOf(Separator);
        keyExt = separator < 0 ? null : Encoding.UTF8.GetString(key[(separator + 1)..]);
        return separator < 0 ? key : key[..separator];
    }
}
