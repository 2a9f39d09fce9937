using System.Diagnostics;

namespace Xerotier.Benchmarks;

/// <summary>Repeats a piece of work and takes the median, which a busy machine disturbs least.</summary>
internal sealed class Rounds
{
    private readonly List<double> _wall = [];
    private readonly List<double> _cpu = [];
    private readonly List<double> _bytes = [];

    private Rounds()
    {
    }

    /// <summary>Nanoseconds of wall clock time an operation.</summary>
    public double Wall => Median(_wall);

    /// <summary>Nanoseconds of processor time an operation, of all threads together.</summary>
    public double Cpu => Median(_cpu);

    /// <summary>Bytes allocated an operation.</summary>
    public double Bytes => Median(_bytes);

    /// <summary>
    /// Runs <paramref name="work"/>, which does <paramref name="operations"/> operations, again and again.
    /// </summary>
    public static async Task<Rounds> RunAsync(int rounds, int operations, Func<Task> work)
    {
        var result = new Rounds();
        await work();
        await work();
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < rounds; i++)
        {
            process.Refresh();
            var (cpu, bytes, start) =
                (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
            await work();
            result._wall.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations);
            process.Refresh();
            result._cpu.Add((process.TotalProcessorTime - cpu).TotalNanoseconds / operations);
            result._bytes.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / operations);
        }

        return result;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
