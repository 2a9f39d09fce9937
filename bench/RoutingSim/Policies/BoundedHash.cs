using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>
/// Consistent hashing with bounded loads (Mirrokni, Thorup, Zadimoghaddam 2016; factor 1.25) on the first two blocks
/// of the prompt: the first may be in every request.
/// </summary>
internal sealed class BoundedHash : Policy
{
    private const double Factor = 1.25;
    private const int PointsPerWorker = 100;

    private readonly (ulong Point, int Worker)[] _ring;

    public BoundedHash(RouterView view, Xoshiro256 random)
        : base(view, random)
    {
        _ring = new (ulong, int)[view.Count * PointsPerWorker];
        for (int i = 0; i < _ring.Length; i++) _ring[i] = (Mix((ulong)i + 1), i / PointsPerWorker);
        Array.Sort(_ring);
    }

    public override int Pick(in Question question)
    {
        int alive = 0;
        long inFlight = 1;
        for (int i = 0; i < View.Count; i++)
        {
            if (!View.IsAlive[i]) continue;
            alive++;
            inFlight += View.Loads[i].Leases;
        }

        double most = Math.Ceiling(Factor * inFlight / alive);
        int start = Find(Key(question));
        for (int i = 0; i < _ring.Length; i++)
        {
            int worker = _ring[(start + i) % _ring.Length].Worker;
            if (View.IsAlive[worker] && View.Loads[worker].Leases + 1 <= most) return worker;
        }

        return Any();
    }

    private ulong Key(in Question question)
    {
        if (question.Blocks.IsEmpty) return Random.NextBits();
        ulong key = Mix((ulong)question.Blocks[0] ^ 0x9E3779B97F4A7C15);
        return question.Blocks.Length < 2 ? key : Mix(key ^ (ulong)question.Blocks[1]);
    }

    private int Find(ulong key)
    {
        int place = Array.BinarySearch(_ring, (key, 0));
        return (place < 0 ? ~place : place) % _ring.Length;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
