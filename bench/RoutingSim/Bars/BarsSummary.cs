using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Results;

namespace Xerotier.RoutingSim.Bars;

/// <summary>Every bar with its figure, as Markdown.</summary>
internal sealed class BarsSummary(TextWriter output)
{
    private const double MostRatio = 1.02;
    private const double LeastThroughput = 0.99;

    private static readonly (string Name, Func<ResultRow, double> Value)[] Times =
    [
        ("mean TTFT", row => row.TtftMeanMs),
        ("p99 TTFT", row => row.TtftP99Ms),
    ];

    /// <summary>Writes it.</summary>
    public void Write(List<(Setup Setup, List<ResultRow> Rows)> results, List<FairnessResult> fairness)
    {
        output.WriteLine("# Routing policies in the simulator\n");
        output.WriteLine("Written by the simulator, not by hand; see docs/internals/routing-simulator.md.\n");
        output.WriteLine("```bash");
        output.WriteLine("dotnet run -c Release --project bench/RoutingSim -- bars --trace FILE.jsonl.gz");
        output.WriteLine("```\n");
        output.WriteLine("Ratios are xerotier / other on the same seeds: geometric mean [95 % interval].\n");
        WriteRanked([.. results.Where(result => result.Setup.IsRanked)]);
        var named = results.ToDictionary(result => result.Setup.Name, result => result.Rows);
        WriteNamed(named);
        WriteFairness(fairness);
        output.WriteLine("\n## All policies");
        foreach (var (setup, rows) in results.Where(result => result.Setup.IsRanked && result.Rows.Count > 0))
        {
            output.WriteLine($"\n## {setup.Title}\n\n![TTFT]({setup.Name}.svg)");
            ResultTable.Write(output, rows);
        }
    }

    private void WriteRanked(List<(Setup Setup, List<ResultRow> Rows)> results)
    {
        output.WriteLine("## Against the best baseline of each workload\n");
        output.WriteLine("| workload | figure | best baseline | ratio | bar | |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (setup, rows) in results)
        {
            foreach (var (name, value) in Times)
            {
                if (Best(rows, value, highest: false) is not { } best) continue;
                var ratio = Compare(rows, PolicyCatalog.Xerotier, best, value);
                Line(setup.Title, name, best, ratio, $"<= {MostRatio}", Judge(ratio, MostRatio));
            }

            if (Best(rows, row => row.ThroughputTokS, highest: true) is not { } most) continue;
            var output = Compare(rows, PolicyCatalog.Xerotier, most, row => row.ThroughputTokS);
            Line(setup.Title, "throughput", most, output, $">= {LeastThroughput}", output.Mean >= LeastThroughput);
            var robin = Compare(rows, PolicyCatalog.Xerotier, "round-robin", row => row.TtftMeanMs);
            Line(setup.Title, "mean TTFT (R5)", "round-robin", robin, $"<= {MostRatio}", robin.Mean <= MostRatio);
        }
    }

    private void WriteNamed(Dictionary<string, List<ResultRow>> results)
    {
        output.WriteLine("\n## Named bars\n");
        output.WriteLine("| workload | figure | against | ratio | bar | |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        Against(results, "trace", "weights-max", 0.85);
        Against(results, "trace", "round-robin", 0.35);
        Against(results, "llm-d", "weights-max", 1.02);
        Against(results, "llm-d", "random", 0.02);
        foreach (string workload in new[] { "trace", "llm-d" })
        {
            Between(
                results, $"{workload}-routers-8", $"{workload}-routers-1", "8 routers / 1, snapshots 1 s old", 1.03);
            Between(results, workload, $"{workload}-epsilon-0", "with exploration / without", null);
        }

        foreach (var (name, rows) in results)
        {
            if (!rows.Any(IsOurs) || !rows.Any(row => row.Policy == PolicyCatalog.Clairvoyant)) continue;
            var ratio = Compare(rows, PolicyCatalog.Xerotier, PolicyCatalog.Clairvoyant, row => row.TtftMeanMs);
            output.WriteLine($"| {name} | distance to the floor | clairvoyant | {ratio} | reported | |");
        }
    }

    private void Against(Dictionary<string, List<ResultRow>> results, string workload, string other, double bar)
    {
        if (!results.TryGetValue(workload, out var rows) || !rows.Any(IsOurs)) return;
        var ratio = Compare(rows, PolicyCatalog.Xerotier, other, row => row.TtftMeanMs);
        Line(workload, "mean TTFT", other, ratio, $"<= {bar}", ratio.Mean <= bar);
    }

    private void Between(
        Dictionary<string, List<ResultRow>> results, string ours, string theirs, string what, double? bar)
    {
        if (!results.TryGetValue(ours, out var a) || !results.TryGetValue(theirs, out var b)) return;
        if (!a.Any(IsOurs) || !b.Any(IsOurs)) return;
        var ratio = PairedRatio.Of(Values(a, PolicyCatalog.Xerotier), Values(b, PolicyCatalog.Xerotier));
        string limit = bar is null ? "reported" : $"<= {bar}";
        Line(ours, "mean TTFT", what, ratio, limit, bar is null ? null : ratio.Mean <= bar);
    }

    private void WriteFairness(List<FairnessResult> fairness)
    {
        output.WriteLine("\n## Fairness\n\n![Service gap](fairness-vtc.svg)\n");
        output.WriteLine("vtc: difference of the two clients' service so far, samples every 10 s until 500 s.");
        output.WriteLine("clients-27: windows of 60 s moved by 10 s while requests arrive; the sum over clients of");
        output.WriteLine("min(service of the best served, own demand) - own service, a second. Means over seeds.\n");
        output.WriteLine("| workload | policy | largest gap | mean gap | tok/s |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: |");
        foreach (var group in fairness.GroupBy(result => (result.Workload, result.Policy)))
        {
            string name = group.Key.Policy == FairnessExperiment.Fcfs ? "FCFS" : group.Key.Policy;
            output.WriteLine(FormattableString.Invariant(
                $"| {group.Key.Workload} | {name} | {group.Average(r => r.MaxGap):N0} | ")
                + FormattableString.Invariant(
                    $"{group.Average(r => r.MeanGap):N0} | {group.Average(r => r.ThroughputTokS):N1} |"));
        }
    }

    private void Line(string title, string figure, string other, PairedRatio ratio, string bar, bool? holds) =>
        output.WriteLine($"| {title} | {figure} | {other} | {ratio} | {bar} | {Word(holds)} |");

    private static bool IsOurs(ResultRow row) => row.Policy == PolicyCatalog.Xerotier;

    private static string Word(bool? holds) => holds switch { null => "", true => "ok", false => "**missed**" };

    private static bool Judge(PairedRatio ratio, double bar) => ratio.Low <= bar && ratio.Mean <= bar;

    private static string? Best(List<ResultRow> rows, Func<ResultRow, double> value, bool highest)
    {
        var ranked = rows.GroupBy(row => row.Policy)
            .Where(group => PolicyCatalog.IsBaseline(group.Key) && group.All(row => row.Rejected == 0))
            .OrderBy(group => group.Average(value)).Select(group => group.Key).ToList();
        return ranked.Count == 0 || rows.All(row => row.Policy != PolicyCatalog.Xerotier)
            ? null
            : ranked[highest ? ^1 : 0];
    }

    private static PairedRatio Compare(
        List<ResultRow> rows, string ours, string theirs, Func<ResultRow, double> value) =>
        PairedRatio.Of(Values(rows, ours, value), Values(rows, theirs, value));

    private static List<double> Values(
        List<ResultRow> rows, string policy, Func<ResultRow, double>? value = null) =>
        [.. rows.Where(row => row.Policy == policy).OrderBy(row => row.Seed).Select(value ?? (row => row.TtftMeanMs))];
}
