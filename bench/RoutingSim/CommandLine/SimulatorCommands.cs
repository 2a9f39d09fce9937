using System.CommandLine;
using Xerotier.RoutingSim.Bars;
using Xerotier.RoutingSim.Results;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>The command line: run an experiment, or one of the commands below it.</summary>
internal static class SimulatorCommands
{
    private const int UsageError = 2;

    /// <summary>Parses and runs a command line; returns the exit code.</summary>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments, InvocationConfiguration invocation, CancellationToken cancellationToken)
    {
        var parsed = Build().Parse(arguments);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(invocation, cancellationToken);
        foreach (var error in parsed.Errors) await invocation.Error.WriteLineAsync(error.Message);
        await invocation.Error.WriteLineAsync("See --help.");
        return UsageError;
    }

    private static RootCommand Build()
    {
        var root = new RootCommand("Xerotier routing simulator: routing policies on traces and synthetic workloads.");
        var flags = new ExperimentFlags();
        flags.AddTo(root);
        root.SetAction((parsed, cancellationToken) =>
            Task.FromResult(Run(flags, parsed, cancellationToken)));
        root.Add(GatesCommand.Create());
        root.Add(BarsCommand.Create());
        return root;
    }

    private static int Run(ExperimentFlags flags, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var errors = parsed.InvocationConfiguration.Error;
        try
        {
            var experiment = flags.Read(parsed);
            var rows = ExperimentRunner.Run(experiment, ProgressBar.OnTerminal(), cancellationToken);
            ResultTable.Write(output, rows);
            if (flags.Json(parsed) is { } path) Save(path, rows, output);
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            errors.WriteLine(e.Message);
            return UsageError;
        }
    }

    private static void Save(string path, List<ResultRow> rows, TextWriter output)
    {
        RowFile.Write(path, rows);
        output.WriteLine($"\nwrote {path}");
        foreach (var workload in rows.GroupBy(row => row.Workload))
        {
            string plot = Path.ChangeExtension(path, null) + $"-{workload.Key}.svg";
            File.WriteAllText(plot, TtftPlot.Draw(workload.Key, [.. workload]));
            output.WriteLine($"wrote {plot}");
        }
    }
}
