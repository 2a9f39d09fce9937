using Xerotier.Agent.Backends.Simulated;
using Xerotier.Agent.Prefixes;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Prefixes;

public sealed class HeldPrefixesTests
{
    private readonly ManualTime _time = new();
    private readonly HeldPrefixes _held;

    public HeldPrefixesTests() => _held = new HeldPrefixes(new AgentClock(_time, new Random(1)));

    private static UInt128[] Read(string text)
    {
        PrefixBlocks.TryDecode(text, PrefixBlocks.MaxReported, out var blocks).ShouldBeTrue();
        return blocks;
    }

    private static UInt128[] Blocks(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => (UInt128)i)];

    private (UInt128[] Held, UInt128[] Evicted) Take() =>
        _held.Take() is { } report ? (Read(report.Held), Read(report.Evicted)) : ([], []);

    [Fact]
    public void Report_OfNews_NamesWhatIsHeldAndWhatIsNoMore()
    {
        foreach (var block in Blocks(1, 3)) _held.Hold(block);
        _held.Release(2);

        var (held, evicted) = Take();

        held.ShouldBe([1, 3]);
        evicted.ShouldBe([2]);
    }

    [Fact]
    public void Report_OfNothing_IsNone() => _held.Take().ShouldBeNull();

    [Fact]
    public void Block_HeldTwice_IsGoneAfterTheSecondRelease()
    {
        _held.Hold(7);
        _held.Hold(7);
        _held.Release(7);
        Take().Held.ShouldBe([7]);

        _held.Release(7);

        var (held, evicted) = Take();
        held.ShouldBeEmpty();
        evicted.ShouldBe([7]);
    }

    [Fact]
    public void Report_ThatDidNotArrive_IsSaidAgainAsThingsAreThen()
    {
        _held.Hold(1);
        _held.Hold(2);
        var lost = _held.Take()!;
        _held.Release(1);

        _held.Return(lost);

        var (held, evicted) = Take();
        held.ShouldBe([2]);
        evicted.ShouldBe([1]);
    }

    [Fact]
    public void Reports_OfManyBlocks_AreBoundedAndComeToAll()
    {
        foreach (var block in Blocks(1, 2500)) _held.Hold(block);
        HashSet<UInt128> told = [];

        for (var i = 0; i < 3; i++)
        {
            var (held, evicted) = Take();
            (held.Length + evicted.Length).ShouldBeLessThanOrEqualTo(PrefixBlocks.MaxReported);
            told.UnionWith(held);
        }

        told.Count.ShouldBe(2500);
    }

    [Fact]
    public void Reports_InQuietTimes_RepeatAllThatIsHeld()
    {
        foreach (var block in Blocks(1, 200)) _held.Hold(block);
        Take();
        foreach (var block in Blocks(1, 50)) _held.Release(block);
        Take();
        HashSet<UInt128> told = [];

        for (var i = 0; i < 10; i++) told.UnionWith(Take().Held);

        told.ShouldBe(Blocks(51, 150), ignoreOrder: true);
    }

    [Fact]
    public void Engine_OfPromptsItCannotKeepAll_ReportsExactlyWhatItStillHolds()
    {
        var options = TestAgent.Instant();
        options.KvBlocks = 64;
        using var engine = new SimulatedEngine(options, _time, _held);
        for (var i = 0; i < 10; i++)
        {
            var prompt = new Prompt("salt");
            for (var token = 0; token < 256; token++) prompt.AddToken((ulong)((i * 1000) + token));
            engine.Submit(prompt, 1, Blocks(100 * (i + 1), 4));
        }

        var (held, evicted) = Take();

        // 15 blocks of a prompt stay; of 64 three prompts fit whole, and of the one before them the beginning.
        foreach (var i in (int[])[8, 9, 10]) Blocks(100 * i, 4).ShouldBeSubsetOf(held);
        foreach (var i in (int[])[1, 2, 3, 4, 5, 6]) Blocks(100 * i, 4).ShouldBeSubsetOf(evicted);
        held.Intersect(evicted).ShouldBeEmpty();
        var partly = Blocks(700, 4).Select(block => held.Contains(block)).ToList();
        partly.ShouldBe(partly.OrderDescending());
    }

    [Fact]
    public void Engine_ThatEnds_HoldsNothing()
    {
        var engine = new SimulatedEngine(TestAgent.Instant(), _time, _held);
        var prompt = new Prompt("");
        for (var token = 0; token < 64; token++) prompt.AddToken((ulong)token);
        engine.Submit(prompt, 1, 1, 2);
        Take().Held.ShouldBe([1, 2]);

        engine.Dispose();

        Take().Evicted.ShouldBe([1, 2]);
    }
}
