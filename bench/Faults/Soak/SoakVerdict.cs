namespace Xerotier.Faults.Soak;

/// <summary>What a soak found.</summary>
/// <param name="LiveSlope">MiB/min by which live memory grew after the warm-up.</param>
/// <param name="ResidentSlope">MiB/min by which resident memory grew after the warm-up.</param>
/// <param name="LeasesLeft">Leases when all was over.</param>
/// <param name="SocketsBefore">Sockets of the server before the load.</param>
/// <param name="SocketsAfter">Sockets when all was over.</param>
/// <param name="Done">Streams that ended well.</param>
/// <param name="HungUp">Streams that their clients left.</param>
/// <param name="Failures">What went wrong with others, and how often.</param>
/// <param name="Continued">Streams that changed their agent.</param>
/// <param name="Problems">What is not as it should be; empty when all is well.</param>
internal sealed record SoakVerdict(
    double LiveSlope,
    double ResidentSlope,
    double LeasesLeft,
    int SocketsBefore,
    int SocketsAfter,
    long Done,
    long HungUp,
    IReadOnlyDictionary<string, int> Failures,
    double Continued,
    IReadOnlyList<string> Problems)
{
    /// <summary>Least squares: what a figure grows by in a minute.</summary>
    public static double Slope(IReadOnlyList<SoakSample> samples, Func<SoakSample, double> figure)
    {
        if (samples.Count < 2) return 0;
        double time = samples.Average(sample => sample.Minute);
        double mean = samples.Average(figure);
        double covariance = samples.Sum(sample => (sample.Minute - time) * (figure(sample) - mean));
        return covariance / samples.Sum(sample => (sample.Minute - time) * (sample.Minute - time));
    }
}
