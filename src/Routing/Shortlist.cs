using Xerotier.Routing.Picking;

namespace Xerotier.Routing;

/// <summary>
/// Cuts candidates down to those that cost least, so that the time for a decision does not grow with every signal
/// times every agent. Who shares the last places with others of equal cost is left to chance.
/// </summary>
internal static class Shortlist
{
    /// <summary>Moves the <paramref name="size"/> candidates of least cost to the front and drops the rest.</summary>
    public static void Keep(Candidates candidates, double[] costs, int size, Xoshiro256 random)
    {
        int low = 0;
        int high = candidates.Count;
        while (high > size)
        {
            double pivot = costs[low + random.NextInt(high - low)];
            (int less, int equal) = Partition(candidates, costs, low, high, pivot);
            if (less > size)
            {
                high = less;
            }
            else if (equal >= size)
            {
                Draw(candidates, costs, less, equal, size, random);
                break;
            }
            else
            {
                low = equal;
            }
        }

        candidates.Truncate(Math.Min(size, candidates.Count));
    }

    /// <summary>Three-way partition of [low, high): below <c>less</c> cheaper, up to <c>equal</c> the same.</summary>
    private static (int Less, int Equal) Partition(
        Candidates candidates, double[] costs, int low, int high, double pivot)
    {
        int less = low;
        int next = low;
        while (next < high)
        {
            if (costs[next] < pivot)
            {
                Swap(candidates, costs, less++, next++);
            }
            else if (costs[next] > pivot)
            {
                Swap(candidates, costs, next, --high);
            }
            else
            {
                next++;
            }
        }

        return (less, high);
    }

    /// <summary>Fills the places from <paramref name="first"/> to <paramref name="size"/> at random.</summary>
    private static void Draw(
        Candidates candidates, double[] costs, int first, int end, int size, Xoshiro256 random)
    {
        for (int i = first; i < size; i++)
        {
            Swap(candidates, costs, i, i + random.NextInt(end - i));
        }
    }

    private static void Swap(Candidates candidates, double[] costs, int i, int j)
    {
        if (i != j)
        {
            candidates.Swap(i, j);
            (costs[i], costs[j]) = (costs[j], costs[i]);
        }
    }
}
