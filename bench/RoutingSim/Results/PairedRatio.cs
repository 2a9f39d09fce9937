namespace Xerotier.RoutingSim.Results;

/// <summary>
/// Ratios of two policies on the same seeds: geometric mean with a 95 % interval (Student's t on logs).
/// </summary>
/// <param name="Mean">Geometric mean of the ratios.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Seeds">Pairs.</param>
internal readonly record struct PairedRatio(double Mean, double Low, double High, int Seeds)
{
    // Two-sided 95 % quantiles for 1 to 30 degrees of freedom.
    private static readonly double[] Quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>Compares ours to theirs, pair by pair; all positive and equally many.</summary>
    public static PairedRatio Of(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ours.Count, theirs.Count);
        ArgumentOutOfRangeException.ThrowIfZero(ours.Count);
        int count = ours.Count;
        double[] logs = [.. ours.Zip(theirs, (a, b) => Math.Log(a / b))];
        double mean = logs.Average();
        if (count == 1) return new PairedRatio(Math.Exp(mean), 0, double.PositiveInfinity, 1);
        double variance = logs.Sum(log => (log - mean) * (log - mean)) / (count - 1);
        double half = Quantiles[Math.Min(count - 1, Quantiles.Length) - 1] * Math.Sqrt(variance / count);
        return new PairedRatio(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half), count);
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{Mean:F3} [{Low:F3}, {High:F3}]");
}
