namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// A stand-in for a tokenizer: words with the space before them, in pieces of at most eight letters; digits by three;
/// everything else by the character. Joining the pieces gives the text back.
/// </summary>
internal static class Tokens
{
    private const int MaxLetters = 8;
    private const int MaxDigits = 3;
    private const char FirstIdeograph = '\u2E80';

    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++) text = text[NextLength(text)..];
        return count;
    }

    public static List<string> Split(ReadOnlySpan<char> text)
    {
        var pieces = new List<string>();
        while (!text.IsEmpty)
        {
            var length = NextLength(text);
            pieces.Add(text[..length].ToString());
            text = text[length..];
        }
        return pieces;
    }

    /// <summary>Length of the first piece of a text that is not empty.</summary>
    public static int NextLength(ReadOnlySpan<char> text)
    {
        var start = text[0] == ' ' && text.Length > 1 && char.IsLetterOrDigit(text[1]) ? 1 : 0;
        if (IsWordLetter(text[start])) return Run(text, start, MaxLetters, IsWordLetter);
        if (char.IsDigit(text[start])) return Run(text, start, MaxDigits, char.IsDigit);
        var isPair = text.Length > start + 1 && char.IsSurrogatePair(text[start], text[start + 1]);
        return start + (isPair ? 2 : 1);
    }

    private static int Run(ReadOnlySpan<char> text, int start, int limit, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && end - start < limit && belongs(text[end])) end++;
        return end;
    }

    private static bool IsWordLetter(char c) => c < FirstIdeograph && char.IsLetter(c);
}
