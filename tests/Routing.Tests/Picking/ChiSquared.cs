namespace Xerotier.Routing.Tests.Picking;

/// <summary>Pearson's goodness-of-fit test; a right sampler exceeds its bound once in ten thousand runs.</summary>
internal static class ChiSquared
{
    /// <summary>0.9999 quantiles for 1 to 9 degrees of freedom.</summary>
    private static readonly double[] Quantiles =
        [15.14, 18.42, 21.11, 23.51, 25.74, 27.86, 29.88, 31.83, 33.72];

    public static void ShouldFit(int[] observed, double[] probabilities)
    {
        int draws = observed.Sum();
        double statistic = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            double expected = draws * probabilities[i];
            statistic += Math.Pow(observed[i] - expected, 2) / expected;
        }

        statistic.ShouldBeLessThan(Quantiles[observed.Length - 2], $"observed {string.Join(", ", observed)}");
    }
}
