using System.Globalization;

namespace Xerotier.Load.Processes;

/// <summary>What processes and their children use, from <c>/proc</c>.</summary>
/// <param name="roots">Process ids.</param>
internal sealed class ProcessFigures(params IReadOnlyList<int> roots)
{
    private const double TicksPerSecond = 100;
    private const double KibPerMib = 1024;

    /// <summary>Processor time used so far, in seconds.</summary>
    public double CpuSeconds() => All().Sum(CpuSecondsOf);

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMib() => All().Sum(process => StatusOf(process, "VmRSS:"));

    /// <summary>Most resident memory since <see cref="ResetPeak"/>, in MiB.</summary>
    public double PeakMib() => All().Sum(process => StatusOf(process, "VmHWM:"));

    /// <summary>Forgets the peaks (proc(5), clear_refs).</summary>
    public void ResetPeak()
    {
        foreach (int process in All()) File.WriteAllText($"/proc/{process}/clear_refs", "5");
    }

    private IEnumerable<int> All() => roots.SelectMany(WithChildren);

    private static IEnumerable<int> WithChildren(int process)
    {
        string children = File.ReadAllText($"/proc/{process}/task/{process}/children");
        return children.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            .SelectMany(WithChildren)
            .Prepend(process);
    }

    private static double CpuSecondsOf(int process)
    {
        // The second field may hold anything, in brackets.
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    private static double StatusOf(int process, string name)
    {
        string line = File.ReadLines($"/proc/{process}/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return Number(line[name.Length..].Replace("kB", "", StringComparison.Ordinal)) / KibPerMib;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
