using Xerotier.Agent.Backends.Simulated;

namespace Xerotier.Agent.Tests.Backends.Simulated;

public sealed class SimulatedEngineTests
{
    private readonly ManualTime _time = new();

    private static SimulatedOptions Options() => new()
    {
        PrefillMsPerToken = 1,
        PrefillTokensPerStep = 100,
        DecodeMsPerStep = 10,
        DecodeMsPerSequence = 2,
        KvBlocks = 64,
        TokensPerBlock = 16,
        MaxSequences = 4,
    };

    private static Prompt PromptOf(int tokens, string salt = "", ulong first = 1)
    {
        var prompt = new Prompt(salt);
        for (var i = 0; i < tokens; i++) prompt.AddToken(first + (ulong)i);
        return prompt;
    }

    private void Advance(double ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));

    [Fact]
    public void Sequence_Alone_TakesPrefillThenOneStepAToken()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        var sequence = engine.Submit(PromptOf(40), outputTokens: 3);

        Advance(39);
        sequence.Produced.ShouldBe(0);
        Advance(1);
        sequence.Produced.ShouldBe(1);
        Advance(10);
        sequence.Produced.ShouldBe(2);
        Advance(9);
        sequence.Produced.ShouldBe(2);
        Advance(1);
        sequence.Produced.ShouldBe(3);
        sequence.IsDone.ShouldBeTrue();
        engine.Load().ShouldBe((0, 0, 0.0));
    }

    [Fact]
    public void Sequences_Together_ShareStepsAtALittleCost()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        var first = engine.Submit(PromptOf(10), outputTokens: 50);
        Advance(10);
        var second = engine.Submit(PromptOf(10, first: 500), outputTokens: 50);
        // The step under way ends, then one step computes the second prompt beside the first one's token.
        Advance(10);
        Advance(10 + 10);
        (first.Produced, second.Produced).ShouldBe((3, 1));

        Advance(12);

        (first.Produced, second.Produced).ShouldBe((4, 2));
    }

    [Fact]
    public void Prompt_LongerThanAStep_IsComputedInChunks()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        var sequence = engine.Submit(PromptOf(250), outputTokens: 1);

        Advance(200);
        sequence.PrefillLeft.ShouldBe(50);
        Advance(50);
        sequence.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Prompt_SeenBefore_SkipsItsCachedBlocks()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        engine.Submit(PromptOf(64), outputTokens: 1);
        Advance(64);

        var again = engine.Submit(PromptOf(64), outputTokens: 1);
        Advance(16);

        // The block of the last token is always computed: 3 of 4 blocks come from the cache.
        again.CachedTokens.ShouldBe(48);
        again.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Prompt_OfAnotherSalt_SharesNothing()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        engine.Submit(PromptOf(64, "one project"), outputTokens: 1);
        Advance(64);

        var other = engine.Submit(PromptOf(64, "another"), outputTokens: 1);
        Advance(64);

        other.CachedTokens.ShouldBe(0);
        other.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Sequence_BeyondTheBatch_WaitsForAPlace()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        var running = Enumerable.Range(0, 4).Select(i => engine.Submit(PromptOf(1, first: (ulong)i), 5)).ToList();
        var waiting = engine.Submit(PromptOf(1, first: 99), 5);
        Advance(1);
        engine.Load().Running.ShouldBe(4);
        engine.Load().Waiting.ShouldBe(1);
        waiting.Produced.ShouldBe(0);

        Advance(1000);

        running.ShouldAllBe(sequence => sequence.IsDone);
        waiting.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Sequence_WithoutRoomInTheCache_WaitsForBlocks()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        var large = engine.Submit(PromptOf(900), outputTokens: 100);
        var second = engine.Submit(PromptOf(200, first: 5000), outputTokens: 1);
        Advance(901);
        engine.Load().ShouldBe((1, 1, 63.0 / 64));

        Advance(10_000);

        large.IsDone.ShouldBeTrue();
        second.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Cancel_WhileRunning_FreesPlaceAndBlocks()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        var sequence = engine.Submit(PromptOf(10), outputTokens: 900);
        Advance(50);

        engine.Cancel(sequence);
        Advance(20);

        engine.Load().ShouldBe((0, 0, 0.0));
        sequence.Produced.ShouldBeLessThan(10);
    }

    [Fact]
    public void Sequence_WithoutAnyDuration_IsDoneAtOnce()
    {
        using var engine = new SimulatedEngine(TestAgent.Instant(), _time);

        var sequence = engine.Submit(PromptOf(1000), outputTokens: 1000);

        sequence.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void KvBlocks_AnyTraffic_NeverLosesABlock()
    {
        using var engine = new SimulatedEngine(Options(), _time);
        ulong random = 7;
        for (var i = 0; i < 500; i++)
        {
            var length = (int)(Hashing.Next(ref random) % 300) + 1;
            var sequence = engine.Submit(PromptOf(length, first: Hashing.Next(ref random) % 3), (int)(random % 50) + 1);
            if (random % 5 == 0) engine.Cancel(sequence);
            Advance(random % 100);
        }
        Advance(1_000_000);

        engine.Load().ShouldBe((0, 0, 0.0));
        var whole = engine.Submit(PromptOf(1000, first: 999_999), outputTokens: 24);
        Advance(1_000_000);
        whole.IsDone.ShouldBeTrue();
    }
}
