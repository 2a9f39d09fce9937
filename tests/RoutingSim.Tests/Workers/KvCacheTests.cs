using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Tests.Workers;

public sealed class KvCacheTests
{
    [Fact]
    public void Match_BlocksNotComputedYet_AreNoHits()
    {
        var cache = new KvCache(4, 10, null);
        cache.Pin([1, 2]);
        cache.Match([1, 2]).ShouldBe(0);

        cache.MarkReady([1, 2]);
        cache.Match([1, 2, 3]).ShouldBe(2);
    }

    [Fact]
    public void Pin_FullCache_EvictsTheTailOfTheOldestPromptFirst()
    {
        var cache = new KvCache(4, 10, null);
        Use(cache, [1, 2]);
        Use(cache, [3, 4]);
        cache.Changes.Clear();

        Use(cache, [5]);

        cache.Changes.ShouldBe([~2, 5]);
        cache.Match([1, 2]).ShouldBe(1);
        cache.Match([3, 4]).ShouldBe(2);
    }

    [Fact]
    public void Pin_BlockOfARunningSequence_IsNeverEvicted()
    {
        var cache = new KvCache(3, 10, null);
        cache.Pin([1]);
        cache.MarkReady([1]);
        Use(cache, [2, 3]);
        Use(cache, [4, 5]);

        cache.Match([1]).ShouldBe(1);
        cache.Pinned.ShouldBe(1);
    }

    [Fact]
    public void Changes_OfARandomHistory_DescribeWhatIsHeld()
    {
        var random = new Xoshiro256(7);
        var cache = new KvCache(16, 40, null);
        var held = new HashSet<int>();
        for (int round = 0; round < 2_000; round++)
        {
            int start = random.NextInt(34);
            Use(cache, [start, start + 1, start + 2 + random.NextInt(3)]);
            if (random.NextInt(10) == 0) cache.Trim(random.NextInt(16));
            foreach (int change in cache.Changes)
            {
                if (change >= 0) held.Add(change).ShouldBeTrue();
                else held.Remove(~change).ShouldBeTrue();
            }

            cache.Changes.Clear();
            held.Count.ShouldBe(cache.Idle);
        }

        Enumerable.Range(0, 40).ShouldAllBe(block => cache.Match(new[] { block }) == 1 == held.Contains(block));
    }

    private static void Use(KvCache cache, int[] blocks)
    {
        cache.Pin(blocks);
        cache.MarkReady(blocks);
        cache.Unpin(blocks);
    }
}
