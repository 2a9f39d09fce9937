using System.Globalization;
using System.Text;
using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Results;

namespace Xerotier.RoutingSim.Bars;

/// <summary>
/// The gap between the two clients of VTC's Figure 3 over time as an SVG, one line a policy (first seed).
/// </summary>
internal static class GapPlot
{
    private const int Left = 80;
    private const int Right = 730;
    private const int Top = 40;
    private const int Bottom = 300;

    /// <summary>Draws it.</summary>
    public static string Draw(IEnumerable<FairnessResult> results)
    {
        var lines = results.Where(result => result.Workload == FairnessExperiment.TwoClients)
            .GroupBy(result => result.Policy).Select(group => group.First()).ToList();
        double most = lines.Max(line => line.MaxGap);
        double seconds = (lines[0].Gaps.Length - 1) * ServiceGap.SampleMs / 1000;
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 760 340' font-size='13' ");
        Add(svg, $"font-family='system-ui,sans-serif'><rect width='760' height='340' fill='white'/>");
        Add(svg, $"<text x='12' y='22' font-size='16'>Service gap of two clients (prompt + 2 x output tokens)</text>");
        foreach (double share in new[] { 0, 0.5, 1 })
        {
            double y = Bottom - (share * (Bottom - Top));
            Add(svg, $"<line x1='{Left}' x2='{Right}' y1='{y:F0}' y2='{y:F0}' stroke='#ddd'/>");
            Add(svg, $"<text x='{Left - 8}' y='{y + 4:F0}' text-anchor='end' fill='#555'>{share * most:N0}</text>");
        }

        Add(svg, $"<text x='{Left}' y='{Bottom + 20}' fill='#555'>0 s</text>");
        Add(svg, $"<text x='{Right}' y='{Bottom + 20}' text-anchor='end' fill='#555'>{seconds:N0} s</text>");
        foreach (var line in lines) Draw(svg, line, most);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, FairnessResult line, double most)
    {
        bool ours = line.Policy == PolicyCatalog.Xerotier;
        string colour = ours ? "#c2410c" : "#64748b";
        double step = (double)(Right - Left) / (line.Gaps.Length - 1);
        var points = line.Gaps.Select((gap, i) => FormattableString.Invariant(
            $"{Left + (i * step):F1},{Bottom - (gap / most * (Bottom - Top)):F1}"));
        Add(svg, $"<polyline points='{string.Join(' ', points)}' fill='none' stroke='{colour}' stroke-width='2'/>");
        double y = Bottom - (line.Gaps[^1] / most * (Bottom - Top)) - 8;
        string name = ours ? line.Policy : "first come, first served";
        Add(svg, $"<text x='{Right}' y='{y:F0}' text-anchor='end' fill='{colour}'>{name}</text>");
    }

    private static void Add(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
