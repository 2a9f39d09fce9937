using System.Globalization;
using System.Text;

namespace Xerotier.ApiHost.Catalog.Families;

/// <summary>
/// Draws a family's logo: a mirrored pattern of dots, as individual as the name of its line and the same everywhere.
/// </summary>
internal static class FamilyLogo
{
    private const int Cells = 5;
    private const int Step = 6;
    private const int Margin = 8;

    /// <summary>The logo as SVG, hidden from screen readers: the family's name stands beside it.</summary>
    public static string Draw(Family family)
    {
        uint hash = HashOf(family.Line);
        var svg = new StringBuilder();
        svg.Append("""<svg class="logo" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">""");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<rect width="40" height="40" rx="10" fill="hsl({hash % 360} 52% 36%)"/>""");
        for (int row = 0; row < Cells; row++)
        {
            for (int column = 0; column <= Cells / 2; column++)
            {
                // The middle is always set, so that no logo is empty.
                bool middle = row == Cells / 2 && column == Cells / 2;
                if (middle || (hash >> (row * 3 + column) & 1) == 1)
                {
                    AppendDot(svg, column, row);
                    if (column < Cells / 2)
                    {
                        AppendDot(svg, Cells - 1 - column, row);
                    }
                }
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private static void AppendDot(StringBuilder svg, int column, int row) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<circle cx="{Margin + column * Step}" cy="{Margin + row * Step}" r="2.6" fill="#fff"/>""");

    // FNV-1a, with its high bits mixed into the low ones.
    private static uint HashOf(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash ^ (hash >> 15);
    }
}
