namespace Xerotier.Routing.Picking;

/// <summary>
/// Weighted random choice of one: A-Res of Efraimidis and Spirakis (2006) in its exponential-clock form, where item i
/// rings after -log(u)/w and the first to ring wins. The log form keeps P(i) = w_i / sum(w) exact where u^(1/w)
/// under- or overflows.
/// </summary>
public static class WeightedPick
{
    /// <summary>
    /// Picks an index. Weights that are not positive finite numbers count as 0; when all are 0 the choice is
    /// uniform; ties are broken uniformly.
    /// </summary>
    /// <param name="weights">One weight an item, of any scale.</param>
    /// <param name="random">Source of randomness.</param>
    /// <param name="index">The chosen index.</param>
    /// <returns>False when there is nothing to choose from.</returns>
    public static bool TryPick(ReadOnlySpan<double> weights, Xoshiro256 random, out int index)
    {
        index = -1;
        if (weights.IsEmpty)
        {
            return false;
        }

        double largest = 0;
        foreach (double weight in weights)
        {
            if (Counts(weight) && weight > largest)
            {
                largest = weight;
            }
        }

        index = largest == 0 ? random.NextInt(weights.Length) : FirstToRing(weights, largest, random);
        return true;
    }

    /// <summary>
    /// The same with given numbers in [0, 1), one an item, in place of chance. Whoever draws for the same question
    /// from the same numbers gets the same answer, as long as the weights agree: weighted rendezvous hashing.
    /// </summary>
    /// <returns>The index, or -1 when no weight counts.</returns>
    internal static int PickBy(ReadOnlySpan<double> uniforms, ReadOnlySpan<double> weights)
    {
        int first = -1;
        double earliest = double.PositiveInfinity;
        for (int i = 0; i < weights.Length; i++)
        {
            double ring = Counts(weights[i]) ? -Math.Log(1 - uniforms[i]) / weights[i] : double.PositiveInfinity;
            if (ring < earliest)
            {
                (first, earliest) = (i, ring);
            }
        }

        return first;
    }

    private static int FirstToRing(ReadOnlySpan<double> weights, double largest, Xoshiro256 random)
    {
        int first = -1;
        int ties = 0;
        double earliest = double.MaxValue;
        for (int i = 0; i < weights.Length; i++)
        {
            double weight = Counts(weights[i]) ? weights[i] / largest : 0;
            if (weight == 0)
            {
                continue;
            }

            double uniform = random.NextDouble();
            if (uniform > earliest * weight)
            {
                // Since -log(1 - u) >= u it cannot ring first; nearly all items are spared the logarithm.
                continue;
            }

            double ring = -Math.Log(1 - uniform) / weight;
            if (ring < earliest)
            {
                (first, earliest, ties) = (i, ring, 1);
            }
            else if (ring == earliest && random.NextInt(++ties) == 0)
            {
                first = i;
            }
        }

        return first;
    }

    private static bool Counts(double weight) => weight > 0 && weight <= double.MaxValue;
}
