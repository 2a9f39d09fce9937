using System.CommandLine;
using System.Text.Json;
using Xerotier.RoutingSim.CommandLine;
using Xerotier.RoutingSim.Results;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Bars;

/// <summary>
/// The command <c>bars</c>: every experiment behind the bars and a summary. It goes on where it was interrupted: rows
/// that are already in the output folder are not run again.
/// </summary>
internal static class BarsCommand
{
    private const string FairnessFile = "fairness.json";
    private const string SummaryFile = "README.md";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var trace = new Option<string?>("--trace") { Description = "Mooncake JSONL; else its bars are left out." };
        var output = new Option<string>("--out")
        {
            Description = "Folder of the results.",
            DefaultValueFactory = _ => "bench/results/routing",
        };
        var seeds = BoundedOption.Positive("--seeds", "Seeds of each experiment.", 20);
        var threads = BoundedOption.Positive("--threads", "Runs at a time.", Environment.ProcessorCount);
        var again = new Option<string>("--again")
        {
            Description = "Policies, separated by commas, to run again although their rows are there.",
            DefaultValueFactory = _ => "",
        };
        var skip = new Option<string>("--skip")
        {
            Description = "Policies, separated by commas, not to run this time.",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("bars", "Run everything behind the bars, resumably, and sum it up.")
        {
            trace, output, seeds, threads, again, skip,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            string? path = parsed.GetValue(trace);
            var setups = Setups.All(path is null ? null : TraceReader.Read(path), parsed.GetValue(seeds)).ToList();
            var runner = new BarsRunner(
                parsed.GetValue(output)!, parsed.GetValue(threads), Split(parsed.GetValue(again)!),
                Split(parsed.GetValue(skip)!), parsed.InvocationConfiguration.Output);
            var results = setups.Select(setup => (setup, runner.Run(setup, cancellationToken))).ToList();
            var fairness = FairnessExperiment.Run(parsed.GetValue(seeds));
            Save(parsed.GetValue(output)!, results, fairness);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Save(
        string folder, List<(Setup Setup, List<ResultRow> Rows)> results, List<FairnessResult> fairness)
    {
        var lines = fairness.Select(result => JsonSerializer.Serialize(result));
        File.WriteAllText(Path.Combine(folder, FairnessFile), "[\n" + string.Join(",\n", lines) + "\n]\n");
        File.WriteAllText(Path.Combine(folder, "fairness-vtc.svg"), GapPlot.Draw(fairness));
        using var summary = new StreamWriter(Path.Combine(folder, SummaryFile));
        new BarsSummary(summary).Write(results, fairness);
    }

    private static string[] Split(string names) =>
        names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
