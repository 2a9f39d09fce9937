using System.Text;

namespace Xerotier.Artifacts.Storage;

/// <summary>
/// The rules of keys, strict enough for a file system and for S3: relative paths of at most 1,024 UTF-8 bytes whose
/// segments have 1-255 bytes, are not <c>.</c> or <c>..</c> and hold no backslash and no control character.
/// </summary>
public static class ObjectKey
{
    private const int MaxBytes = 1_024;
    private const int MaxSegmentBytes = 255;

    /// <summary>Whether the text is a key.</summary>
    public static bool IsValid(string key)
    {
        if (key.Length is 0 or > MaxBytes || Encoding.UTF8.GetByteCount(key) > MaxBytes || !IsWellFormed(key))
        {
            return false;
        }

        foreach (Range range in key.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> segment = key.AsSpan(range);
            if (segment is "" or "." or ".." || Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the key.</summary>
    /// <exception cref="ArgumentException">It is not valid.</exception>
    public static string Check(string key) =>
        IsValid(key) ? key : throw new ArgumentException($"'{key}' is not a key of an object.", nameof(key));

    // A lone surrogate would become a question mark on its way to the store.
    private static bool IsWellFormed(string key)
    {
        foreach (Rune rune in key.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) || rune.Value == '\\')
            {
                return false;
            }
        }

        return true;
    }
}
