using System.Globalization;
using System.Text;

namespace Xerotier.Load.Results;

/// <summary>Latency added to one request at a time, as an SVG: p50 to p99 for each target and prompt.</summary>
internal static class Plot
{
    private const int Left = 170;
    private const int Width = 760;
    private const int LineHeight = 24;
    private const int Top = 62;
    private const double Least = 10;

    /// <summary>Draws the plain scenarios with one client; null when none was measured.</summary>
    public static string? Draw(IEnumerable<Row> rows)
    {
        var drawn = rows.Where(row => row is { Streams: false, Clients: 1 } && row.AddedTimes.P99 > 0)
            .OrderBy(row => row.PromptBytes).ToList();
        if (drawn.Count == 0) return null;
        double most = Math.Pow(10, Math.Ceiling(Math.Log10(drawn.Max(row => row.AddedTimes.P99))));
        double Place(double us) =>
            Left + ((Width - Left - 30) * Math.Log(Math.Max(us, Least) / Least) / Math.Log(most / Least));

        int bottom = Top + (drawn.Count * LineHeight);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {bottom + 30}' font-size='13' ");
        Add(svg, $"font-family='system-ui,sans-serif'><rect width='{Width}' height='{bottom + 30}' fill='white'/>");
        Add(svg, $"<text x='12' y='22' font-size='16'>Latency added to the direct path, one request at a time</text>");
        Add(svg, $"<text x='12' y='42' fill='#555'>dot: p50, tick: p90, end: p99; medians of paired rounds</text>");
        for (double at = Least; at <= most * 1.01; at *= 10)
        {
            string label = at >= 1000 ? $"{at / 1000:0} ms" : $"{at:0} us";
            Add(svg, $"<line x1='{Place(at):F1}' x2='{Place(at):F1}' y1='{Top - 8}' y2='{bottom}' stroke='#ddd'/>");
            Add(svg, $"<text x='{Place(at):F1}' y='{bottom + 18}' text-anchor='middle' fill='#555'>{label}</text>");
        }

        for (int i = 0; i < drawn.Count; i++) Draw(svg, drawn[i], Top + (i * LineHeight) + 10, Place);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Row row, int y, Func<double, double> place)
    {
        string colour = row.Target.StartsWith("xerotier", StringComparison.Ordinal) ? "#c2410c" : "#64748b";
        var added = row.AddedTimes;
        var (p50, p90, p99) = (place(added.P50), place(added.P90), place(added.P99));
        Add(svg, $"<g stroke='{colour}' fill='{colour}'><text x='{Left - 10}' y='{y + 4}' text-anchor='end' ");
        Add(svg, $"stroke='none'>{row.Target}, {row.PromptBytes / 1024.0:0.#} KB</text>");
        Add(svg, $"<line x1='{p50:F1}' x2='{p99:F1}' y1='{y}' y2='{y}' stroke-width='6' opacity='0.45'/>");
        Add(svg, $"<line x1='{p90:F1}' x2='{p90:F1}' y1='{y - 7}' y2='{y + 7}' stroke-width='2'/>");
        Add(svg, $"<circle cx='{p50:F1}' cy='{y}' r='4.5'/></g>");
    }

    private static void Add(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
