using Xerotier.Routing.Picking;
using Xerotier.Routing.Prefixes;

namespace Xerotier.Routing.Tests.Prefixes;

public sealed class PrefixIndexTests
{
    [Fact]
    public void Match_NothingHeld_IsZeroForAll()
    {
        PrefixIndex index = Index(out _, agents: 3);

        Depths(index, Prompt(1, 4)).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Match_LeadingBlocks_AreCountedPerAgent()
    {
        PrefixIndex index = Index(out int[] slots, agents: 4);
        UInt128[] prompt = Prompt(1, 6);
        index.Hold(slots[0], prompt);
        index.Hold(slots[1], prompt.AsSpan(0, 2));
        index.Hold(slots[2], prompt.AsSpan(3));

        Depths(index, prompt).ShouldBe([6, 2, 0, 0]);
    }

    [Fact]
    public void Match_PromptOfManyBatches_IsCountedToTheEnd()
    {
        PrefixIndex index = Index(out int[] slots, agents: 2);
        UInt128[] prompt = Prompt(1, 100);
        index.Hold(slots[0], prompt);
        index.Hold(slots[1], prompt.AsSpan(0, 99));

        Depths(index, prompt).ShouldBe([100, 99]);
    }

    [Fact]
    public void Match_FewerSlotsThanGiven_LeavesTheOthersOut()
    {
        PrefixIndex index = Index(out int[] slots, agents: 3);
        UInt128[] prompt = Prompt(1, 2);
        index.Hold(slots[0], prompt);
        index.Hold(slots[2], prompt);

        int[] depths = [7, 7];
        index.Match(prompt, depths);
        depths.ShouldBe([2, 0]);
    }

    [Fact]
    public void Drop_OneBlock_EndsTheMatchThere()
    {
        PrefixIndex index = Index(out int[] slots, agents: 1);
        UInt128[] prompt = Prompt(1, 4);
        index.Hold(slots[0], prompt);
        index.Drop(slots[0], [prompt[2], 999]);

        Depths(index, prompt).ShouldBe([2]);
        index.Count.ShouldBe(3);
    }

    [Fact]
    public void Clear_Agent_LeavesTheOthersAlone()
    {
        PrefixIndex index = Index(out int[] slots, agents: 20);
        UInt128[] prompt = Prompt(1, 3);
        foreach (int slot in slots)
        {
            index.Hold(slot, prompt);
        }

        index.Clear(slots[4]);

        Depths(index, prompt).ShouldBe([.. slots.Select(slot => slot == slots[4] ? 0 : 3)]);
    }

    [Fact]
    public void Hold_MoreThanAnAgentMay_ForgetsTheLeastRecentlyUsedFirst()
    {
        PrefixIndex index = Index(out int[] slots, agents: 1, perAgent: 6);
        (UInt128[] first, UInt128[] second) = (Alone(1, 3), Alone(2, 3));
        index.Hold(slots[0], first);
        index.Hold(slots[0], second);
        index.Hold(slots[0], first);
        index.Hold(slots[0], Alone(3, 2));

        Depths(index, first).ShouldBe([3]);
        Depths(index, second).ShouldBe([1]);
    }

    [Fact]
    public void Hold_PromptLongerThanTheLimit_KeepsItsHead()
    {
        PrefixIndex index = Index(out int[] slots, agents: 1, perAgent: 5);
        UInt128[] prompt = Prompt(1, 50);
        index.Hold(slots[0], prompt);

        Depths(index, prompt).ShouldBe([5]);
    }

    [Fact]
    public void Hold_IndexIsFull_TakesFromTheAgentWithMost()
    {
        PrefixIndex index = Index(out int[] slots, agents: 2, entries: 64, perAgent: 64);
        index.Hold(slots[0], Alone(1, 60));
        index.Hold(slots[1], Alone(2, 10));

        Depths(index, Alone(2, 10)).ShouldBe([0, 10]);
        Depths(index, Alone(1, 60))[0].ShouldBeInRange(50, 56);
    }

    [Fact]
    public void SlotOf_SameAgent_IsTheSameSlot()
    {
        PrefixIndex index = Index(out int[] slots, agents: 2);

        slots.ShouldBe([0, 1]);
        index.SlotOf(TestFleet.Id(2)).ShouldBe(1);
        index.SlotCount.ShouldBe(2);
    }

    [Fact]
    public void R6_Index_AfterAnyLoad_StaysWithinItsMemoryAndLosesNothingElse()
    {
        PrefixIndex index = Index(out int[] slots, agents: 200, entries: 20_000, perAgent: 400);
        var random = new Xoshiro256(6);
        long most = 0;
        for (int i = 0; i < 20_000; i++)
        {
            index.Hold(slots[random.NextInt(slots.Length)], Prompt(random.NextInt(300), 1 + random.NextInt(40)));
            most = Math.Max(most, index.Bytes);
        }

        most.ShouldBeLessThanOrEqualTo(20_000 * PrefixIndex.BytesPerEntry);
        index.Count.ShouldBeInRange(19_000, 20_000);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(40, 2)]
    [InlineData(130, 3)]
    public void Index_AnySequence_EqualsASetPerAgent(int agents, ulong seed)
    {
        PrefixIndex index = Index(out int[] slots, agents);
        HashSet<UInt128>[] held = [.. slots.Select(_ => new HashSet<UInt128>())];
        var random = new Xoshiro256(seed);
        for (int step = 0; step < 6_000; step++)
        {
            int agent = random.NextInt(agents);
            UInt128[] prompt = Prompt(random.NextInt(12), 1 + random.NextInt(20));
            switch (random.NextInt(20))
            {
                case 0:
                    index.Clear(slots[agent]);
                    held[agent].Clear();
                    break;
                case < 7:
                    UInt128[] part = prompt[random.NextInt(prompt.Length)..];
                    index.Drop(slots[agent], part);
                    held[agent].ExceptWith(part);
                    break;
                default:
                    index.Hold(slots[agent], prompt);
                    held[agent].UnionWith(prompt);
                    break;
            }

            if (step % 50 == 0)
            {
                Depths(index, prompt).ShouldBe([.. held.Select(blocks => prompt.TakeWhile(blocks.Contains).Count())]);
            }
        }

        foreach (int slot in slots)
        {
            index.Clear(slot);
        }

        index.Count.ShouldBe(0);
    }

    [Fact]
    public void Match_Prompt_AllocatesNothing()
    {
        PrefixIndex index = Index(out int[] slots, agents: 100);
        UInt128[] prompt = Prompt(1, 64);
        index.Hold(slots[3], prompt);
        int[] depths = new int[100];
        index.Match(prompt, depths);

        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Match(prompt, depths);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    /// <summary>Prompts of one conversation share their first blocks: one of all, one of every third.</summary>
    private static UInt128[] Prompt(int number, int length) =>
    [
        .. Enumerable.Range(0, length)
            .Select(i => ((UInt128)(i == 0 ? 0 : i == 1 ? number % 3 : number) << 64) | (uint)i),
    ];

    private static UInt128[] Alone(int number, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (UInt128)(uint)number << 64 | (uint)i)];

    private static PrefixIndex Index(out int[] slots, int agents, int entries = 100_000, int perAgent = 10_000)
    {
        var index = new PrefixIndex(new PrefixLimits { MaxEntries = entries, MaxEntriesPerAgent = perAgent });
        slots = [.. Enumerable.Range(1, agents).Select(n => index.SlotOf(TestFleet.Id(n)))];
        return index;
    }

    private static int[] Depths(PrefixIndex index, UInt128[] prompt)
    {
        int[] depths = new int[index.SlotCount];
        index.Match(prompt, depths);
        return depths;
    }
}
