using System.CommandLine;
using Xerotier.RoutingSim.Results;
using Xerotier.RoutingSim.Simulation;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>The command <c>gates</c>: what must hold before any other figure of the simulator means anything.</summary>
internal static class GatesCommand
{
    private const double Tolerance = 0.01;
    private const double LeastRatio = 50;
    private const int Workers = 1_000;

    private static readonly double[] Loads = [0.7, 0.9, 0.95];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var arrivals = BoundedOption.Positive("--arrivals", "Arrivals of each queueing run.", 10_500_000);
        var command = new Command("gates", "Check the simulator: closed forms of queueing, shape of llm-d.")
        {
            arrivals,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            bool queueing = Queueing(parsed.GetValue(arrivals), output);
            return Shape(output) && queueing ? 0 : 1;
        });
        return command;
    }

    private static bool Queueing(int arrivals, TextWriter output)
    {
        bool all = true;
        output.WriteLine($"{"policy",-8} {"load",5} {"closed",8} {"simulated",9} {"error",8}");
        foreach (var (policy, choices) in new[] { ("random", 1), ("p2c", 2) })
        {
            foreach (double load in Loads)
            {
                double closed = QueueingGate.ClosedForm(choices, load);
                double simulated = Enumerable.Range(1, Replications(choices, load)).Average(
                    seed => QueueingGate.Simulate(policy, Workers, load, arrivals, (ulong)seed));
                double error = (simulated / closed) - 1;
                bool holds = Math.Abs(error) <= Tolerance;
                all &= holds;
                output.WriteLine(FormattableString.Invariant(
                    $"{policy,-8} {load,5:F2} {closed,8:F4} {simulated,9:F4} {error,8:P2} {Verdict(holds)}"));
            }
        }

        return all;
    }

    // Queue lengths of M/M/1 are correlated over (1 + load) / (1 - load)^2 services: at load 0.95 the mean of one run
    // of 10^7 arrivals is known to 1.3 % only.
    private static int Replications(int choices, double load) =>
        choices == 1 ? (int)Math.Round(0.5 / (1 - load)) : 1;

    private static bool Shape(TextWriter output)
    {
        var experiment = new Experiment { Workloads = ["llm-d"], Policies = ["random", "weights-max"] };
        var rows = ExperimentRunner.Run(experiment, ProgressBar.OnTerminal(), CancellationToken.None);
        double ratio = Mean(rows, "random") / Mean(rows, "weights-max");
        bool holds = ratio >= LeastRatio;
        output.WriteLine(FormattableString.Invariant(
            $"llm-d    mean TTFT of random / weights-max = {ratio:F0}, at least {LeastRatio} {Verdict(holds)}"));
        return holds;
    }

    private static double Mean(List<ResultRow> rows, string policy) =>
        rows.Single(row => row.Policy == policy).TtftMeanMs;

    private static string Verdict(bool holds) => holds ? "ok" : "FAILED";
}
