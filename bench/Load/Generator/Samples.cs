using System.Diagnostics;

namespace Xerotier.Load.Generator;

/// <summary>Times in microseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    /// <summary>Adds a time given in ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks) => _values.Add(ticks * 1e6 / Stopwatch.Frequency);

    /// <summary>Adds all of another collection.</summary>
    public void Add(Samples others) => _values.AddRange(others._values);

    /// <summary>The median and the two upper percentiles that are reported; NaN when there is nothing.</summary>
    public Percentiles Percentiles()
    {
        if (_values.Count == 0) return Generator.Percentiles.None;
        _values.Sort();
        return new Percentiles(At(0.5), At(0.9), At(0.99));
    }

    private double At(double share) => _values[Math.Min(_values.Count - 1, (int)(_values.Count * share))];
}
