using Xerotier.Routing.Picking;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>Draws from distributions.</summary>
internal static class Draws
{
    /// <summary>Exponential with a mean.</summary>
    public static double Exponential(this Xoshiro256 random, double mean) =>
        -Math.Log(1 - random.NextDouble()) * mean;

    /// <summary>Normal (Box and Muller).</summary>
    public static double Normal(this Xoshiro256 random, double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
            * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>Log-normal with a mean and the deviation of its logarithm, as a whole number in a range.</summary>
    public static int LogNormal(this Xoshiro256 random, double mean, double sigma, int least, int most)
    {
        double value = Math.Exp(random.Normal(Math.Log(mean) - (sigma * sigma / 2), sigma));
        return (int)Math.Clamp(value, least, most);
    }
}
