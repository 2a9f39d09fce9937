using Xerotier.RoutingSim.CommandLine;
using Xerotier.RoutingSim.Results;

namespace Xerotier.RoutingSim.Bars;

/// <summary>Runs what is missing of an experiment and keeps its rows in a file.</summary>
/// <param name="folder">Where files are.</param>
/// <param name="threads">Runs at a time.</param>
/// <param name="again">Policies whose rows are replaced.</param>
/// <param name="skip">Policies that are not run.</param>
/// <param name="output">Where it says what was done.</param>
internal sealed class BarsRunner(string folder, int threads, string[] again, string[] skip, TextWriter output)
{
    /// <summary>Runs one experiment; returns all rows that there are.</summary>
    public List<ResultRow> Run(Setup setup, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, setup.Name + ".json");
        var rows = File.Exists(path) ? RowFile.Read(path) : [];
        rows.RemoveAll(row => again.Contains(row.Policy));
        var experiment = setup.Experiment;
        foreach (string policy in experiment.Policies.Except(skip))
        {
            if (rows.Count(row => row.Policy == policy) >= experiment.Seeds) continue;
            rows.RemoveAll(row => row.Policy == policy);
            var one = experiment with { Policies = [policy], Threads = threads };
            rows.AddRange(ExperimentRunner.Run(one, ProgressBar.OnTerminal(), cancellationToken));
            RowFile.Write(path, rows);
        }

        var order = experiment.Policies.ToList();
        rows = [.. rows.OrderBy(row => order.IndexOf(row.Policy)).ThenBy(row => row.Seed)];
        RowFile.Write(path, rows);
        if (setup.IsRanked)
        {
            File.WriteAllText(Path.Combine(folder, setup.Name + ".svg"), TtftPlot.Draw(setup.Title, rows));
        }

        output.WriteLine($"{setup.Name}: {rows.Count} rows");
        return rows;
    }
}
