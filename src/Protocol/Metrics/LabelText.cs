using System.Globalization;

namespace Xerotier.Protocol.Metrics;

/// <summary>Writes tags as <c>a="b",c="d"</c> without allocating for strings and numbers.</summary>
internal static class LabelText
{
    public static bool TryWrite(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<char> target, out int length)
    {
        length = 0;
        foreach (var (key, value) in tags)
        {
            if (value is null) continue;
            if (length > 0 && !Append(',', target, ref length)) return false;
            foreach (var c in key)
            {
                var isPart = char.IsAsciiLetterOrDigit(c) || c == '_';
                if (!Append(isPart ? c : '_', target, ref length)) return false;
            }
            if (!Append('=', target, ref length) || !Append('"', target, ref length)) return false;
            if (!AppendValue(value, target, ref length) || !Append('"', target, ref length)) return false;
        }
        return true;
    }

    /// <summary>Escapes a help text.</summary>
    public static string OneLine(string help) =>
        help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static bool AppendValue(object value, Span<char> target, ref int length)
    {
        if (value is not string && value is ISpanFormattable formattable)
        {
            if (!formattable.TryFormat(target[length..], out var written, default, CultureInfo.InvariantCulture))
                return false;
            length += written;
            return true;
        }
        foreach (var c in value as string ?? value.ToString() ?? "")
        {
            var escape = c switch { '\\' => '\\', '"' => '"', '\n' => 'n', _ => '\0' };
            if (escape != '\0' && !Append('\\', target, ref length)) return false;
            if (!Append(escape == '\0' ? c : escape, target, ref length)) return false;
        }
        return true;
    }

    private static bool Append(char c, Span<char> target, ref int length)
    {
        if (length >= target.Length) return false;
        target[length++] = c;
        return true;
    }
}
