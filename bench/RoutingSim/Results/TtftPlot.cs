using System.Globalization;
using System.Text;

namespace Xerotier.RoutingSim.Results;

/// <summary>TTFT percentiles of each policy as an SVG: one line a policy on a logarithmic axis.</summary>
internal static class TtftPlot
{
    private const int Left = 150;
    private const int Width = 760;
    private const int LineHeight = 26;
    private const int Top = 62;

    /// <summary>Draws one workload.</summary>
    public static string Draw(string workload, IReadOnlyCollection<ResultRow> rows)
    {
        var policies = rows.GroupBy(row => row.Policy).Select(group => new Line(group.Key, [.. group]))
            .OrderBy(line => line.Mean).ToList();
        double least = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, policies.Min(line => line.P50)))));
        double most = Math.Pow(10, Math.Ceiling(Math.Log10(Math.Max(10, policies.Max(line => line.P99)))));
        double Place(double ms) =>
            Left + ((Width - Left - 30) * Math.Log(Math.Max(ms, least) / least) / Math.Log(most / least));

        int bottom = Top + (policies.Count * LineHeight);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {bottom + 30}' font-size='13' "
            + "font-family='system-ui,sans-serif'>");
        Add(svg, $"<rect width='{Width}' height='{bottom + 30}' fill='white'/>");
        Add(svg, $"<text x='12' y='22' font-size='16'>TTFT on {workload}</text>");
        Add(svg, "<text x='12' y='42' fill='#555'>bar: p50 to p99, tick: p90, dot: mean; mean over seeds</text>");
        for (double at = least; at <= most * 1.01; at *= 10)
        {
            Add(svg, $"<line x1='{Place(at):F1}' x2='{Place(at):F1}' y1='{Top - 8}' y2='{bottom}' stroke='#ddd'/>");
            Add(svg, $"<text x='{Place(at):F1}' y='{bottom + 18}' text-anchor='middle' fill='#555'>{Label(at)}</text>");
        }

        for (int i = 0; i < policies.Count; i++) Draw(svg, policies[i], Top + (i * LineHeight) + 10, Place);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Line line, int y, Func<double, double> place)
    {
        string colour = line.Policy == Policies.PolicyCatalog.Xerotier ? "#c2410c" : "#64748b";
        Add(svg, $"<text x='{Left - 10}' y='{y + 4}' text-anchor='end' fill='{colour}'>{line.Policy}</text>");
        Add(svg, $"<line x1='{place(line.P50):F1}' x2='{place(line.P99):F1}' y1='{y}' y2='{y}' stroke='{colour}' "
            + "stroke-width='6' opacity='0.45'/>");
        Add(svg, $"<line x1='{place(line.P90):F1}' x2='{place(line.P90):F1}' y1='{y - 7}' y2='{y + 7}' "
            + $"stroke='{colour}' stroke-width='2'/>");
        Add(svg, $"<circle cx='{place(line.Mean):F1}' cy='{y}' r='4.5' fill='{colour}'/>");
    }

    private static string Label(double ms) => ms >= 1000 ? $"{ms / 1000:0} s" : $"{ms:0} ms";

    private static void Add(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Add(StringBuilder svg, string text) => svg.Append(text).Append('\n');

    private sealed class Line(string policy, List<ResultRow> rows)
    {
        public string Policy => policy;

        public double Mean { get; } = rows.Average(row => row.TtftMeanMs);

        public double P50 { get; } = rows.Average(row => row.TtftP50Ms);

        public double P90 { get; } = rows.Average(row => row.TtftP90Ms);

        public double P99 { get; } = rows.Average(row => row.TtftP99Ms);
    }
}
