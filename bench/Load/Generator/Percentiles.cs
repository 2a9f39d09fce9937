namespace Xerotier.Load.Generator;

/// <summary>Percentiles in microseconds; NaN where there were no samples.</summary>
internal readonly record struct Percentiles(double P50, double P90, double P99)
{
    public static readonly Percentiles None = new(double.NaN, double.NaN, double.NaN);

    /// <summary>What one has beyond another, percentile by percentile.</summary>
    public static Percentiles operator -(Percentiles left, Percentiles right) =>
        new(left.P50 - right.P50, left.P90 - right.P90, left.P99 - right.P99);

    /// <summary>The median of each percentile over rounds.</summary>
    public static Percentiles Median(IReadOnlyCollection<Percentiles> rounds) => new(
        Median(rounds.Select(round => round.P50)),
        Median(rounds.Select(round => round.P90)),
        Median(rounds.Select(round => round.P99)));

    /// <summary>The middle value; NaN when there is none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Where(value => !double.IsNaN(value)).Order()];
        int half = ordered.Length / 2;
        return ordered.Length == 0 ? double.NaN
            : ordered.Length % 2 == 1 ? ordered[half]
            : (ordered[half - 1] + ordered[half]) / 2;
    }
}
