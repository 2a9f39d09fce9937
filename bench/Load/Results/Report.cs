using System.Globalization;
using System.Text;
using Xerotier.Load.Generator;

namespace Xerotier.Load.Results;

/// <summary>The results in markdown: bars first, then a table for each scenario.</summary>
internal static class Report
{
    private const double Millisecond = 1000;

    /// <summary>Renders everything.</summary>
    public static string Of(IReadOnlyCollection<Row> rows)
    {
        var text = new StringBuilder();
        if (Bar.Of(rows) is { Count: > 0 } bars)
        {
            text.Append("| bar | measured | goal | |\n| --- | ---: | ---: | --- |\n");
            foreach (var bar in bars) text.Append(bar).Append('\n');
            text.Append('\n');
        }

        foreach (var scenario in rows.GroupBy(row => row.Scenario)) Append(text, [.. scenario]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Row[] rows)
    {
        var first = rows[0];
        text.Append("**").Append(Title(first)).Append("**\n\n");
        text.Append(first.Streams
            ? "| | streams/s | added TTFB ms p50 | p90 | p99 | added gap ms p50 | p90 | p99 | CPU s/1,000 | peak MiB "
                + "| KiB/stream | failed |\n| --- |" + Columns(11)
            : "| | requests/s | p50 us | added us p50 | p90 | p99 | CPU s/1,000 | peak MiB | failed |\n| --- |"
                + Columns(8));
        foreach (var row in rows) text.Append(row.Streams ? StreamLine(row) : PlainLine(row)).Append('\n');
        foreach (var row in rows.Where(row => row.Failed > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{row.Target}: {row.Failed} failed, e.g. {row.Reason}\n");
        }

        text.Append('\n');
    }

    private static string Title(Row row)
    {
        string kind = row.Streams ? Text($"Streamed, a chunk each {row.GapMs:0} ms") : "Plain";
        return Text($"{kind}, prompts of {row.PromptBytes:N0} bytes, {row.Clients:N0} at a time");
    }

    private static string Columns(int count) => string.Concat(Enumerable.Repeat(" ---: |", count)) + "\n";

    private static string PlainLine(Row row) =>
        Text($"| {row.Target} | {row.RequestsPerSecond:N0} | {row.Times.P50:N0} | {row.AddedTimes.P50:N0} ")
        + Text($"| {row.AddedTimes.P90:N0} | {row.AddedTimes.P99:N0} | {row.CpuSecondsPer1000:0.000} ")
        + Text($"| {row.PeakMib:N0} | {row.Failed} |");

    private static string StreamLine(Row row) =>
        Text($"| {row.Target} | {row.RequestsPerSecond:N0} | {Ms(row.AddedFirstBytes)} | {Ms(row.AddedGaps)} ")
        + Text($"| {row.CpuSecondsPer1000:0.00} | {row.PeakMib:N0} | {row.KibPerStream:N0} | {row.Failed} |");

    private static string Ms(Percentiles times) => Text(
        $"{times.P50 / Millisecond:0.00} | {times.P90 / Millisecond:0.00} | {times.P99 / Millisecond:0.00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
