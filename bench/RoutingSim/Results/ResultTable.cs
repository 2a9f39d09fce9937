using System.Globalization;
using Xerotier.RoutingSim.Policies;

namespace Xerotier.RoutingSim.Results;

/// <summary>Rows as a table for people: one line a workload and policy, means over seeds.</summary>
internal static class ResultTable
{
    private static readonly (string Title, Func<ResultRow, double> Value, string Format)[] Columns =
    [
        ("TTFT mean", row => row.TtftMeanMs, "N0"),
        ("p50", row => row.TtftP50Ms, "N0"),
        ("p90", row => row.TtftP90Ms, "N0"),
        ("p99", row => row.TtftP99Ms, "N0"),
        ("TPOT", row => row.TpotMeanMs, "F1"),
        ("E2E mean", row => row.E2eMeanMs, "N0"),
        ("tok/s", row => row.ThroughputTokS, "N0"),
        ("hits", row => row.HitRatio, "F3"),
        ("load CV", row => row.LoadCv, "F2"),
        ("rejected", row => row.Rejected, "F1"),
    ];

    /// <summary>Writes Markdown, which also reads well on a terminal; the fastest ranked policy first.</summary>
    public static void Write(TextWriter output, IEnumerable<ResultRow> rows)
    {
        foreach (var workload in rows.GroupBy(row => row.Workload))
        {
            int seeds = workload.Select(row => row.Seed).Distinct().Count();
            int requests = workload.First().Requests;
            output.WriteLine($"\n### {workload.Key}: {requests:N0} requests, {seeds} seed(s), times in ms\n");
            var policies = workload.GroupBy(row => row.Policy).Select(group => group.ToList())
                .OrderBy(Rank).ThenBy(group => group.Average(row => row.TtftMeanMs));
            var lines = policies.Select(Line).ToList();
            Write(output, lines);
        }
    }

    // The floor, then what may be compared by TTFT, then policies that reject, then the negative control.
    private static int Rank(List<ResultRow> group) => group[0].Policy switch
    {
        PolicyCatalog.Clairvoyant => 0,
        PolicyCatalog.AlwaysBusiest => 3,
        _ => group.Any(row => row.Rejected > 0) ? 2 : 1,
    };

    private static string[] Line(List<ResultRow> group) =>
    [
        group[0].Policy,
        .. Columns.Select(column => group.Average(column.Value).ToString(column.Format, CultureInfo.InvariantCulture)),
    ];

    private static void Write(TextWriter output, List<string[]> lines)
    {
        string[] head = ["policy", .. Columns.Select(column => column.Title)];
        var widths = head.Select((title, i) => Math.Max(title.Length, lines.Max(line => line[i].Length))).ToArray();
        output.WriteLine(Join(head, widths));
        output.WriteLine("|" + string.Join("|", widths.Select((width, i) =>
            i == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|");
        foreach (string[] line in lines) output.WriteLine(Join(line, widths));
    }

    private static string Join(string[] cells, int[] widths) =>
        "| " + string.Join(" | ", cells.Select((cell, i) =>
            i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + " |";
}
