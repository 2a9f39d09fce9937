using System.Globalization;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>Counts as people write them: <c>7B</c>, <c>1.5B</c>, <c>128k</c>.</summary>
internal static class Counts
{
    private const decimal Thousand = 1_000;
    private const string Suffixes = "kmbt";

    /// <summary>Reads a count, at most 10^15.</summary>
    public static bool TryParse(string text, out long count)
    {
        count = 0;
        int power = text.Length == 0 ? -1 : Suffixes.IndexOf(char.ToLowerInvariant(text[^1]));
        string digits = power < 0 ? text : text[..^1];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || number > 1_000_000_000_000_000)
        {
            return false;
        }

        for (; power >= 0; power--)
        {
            number *= Thousand;
        }

        count = number <= 1_000_000_000_000_000 ? (long)number : -1;
        return count >= 0;
    }

    /// <summary>Writes a count with at most one decimal, e.g. <c>7B</c> or <c>1.5B</c>.</summary>
    public static string Format(long count)
    {
        decimal number = count;
        int power = -1;
        while (number >= Thousand && power < Suffixes.Length - 1)
        {
            number /= Thousand;
            power++;
        }

        string digits = Math.Round(number, 1, MidpointRounding.AwayFromZero)
            .ToString("0.#", CultureInfo.InvariantCulture);
        return power < 0 ? digits : digits + char.ToUpperInvariant(Suffixes[power]);
    }
}
