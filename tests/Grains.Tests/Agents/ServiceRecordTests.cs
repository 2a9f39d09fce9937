using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

public sealed class ServiceRecordTests
{
    private readonly Leases _leases = new();
    private readonly ServiceRecord _record = new(slowFactor: 5);

    [Fact]
    public void Backlog_RequestsWithoutAFirstToken_AddUp()
    {
        LeaseId first = Begin(1_000);
        LeaseId second = Begin(500);

        _record.BacklogAt(0).ShouldBe(1_500);
        _record.FirstToken(first, 100, 0, 0);
        _record.FirstToken(first, 100, 0, 0);
        _record.BacklogAt(0).ShouldBe(500);
        _record.End(Release(second, LeaseOutcome.ClientFault), 0, 0);
        _record.BacklogAt(0).ShouldBe(0);
    }

    [Fact]
    public void Tidy_FirstTokenThatNobodySees_CountsAsComeWhenPredicted()
    {
        Begin(1_000, streams: false);
        Begin(10, streams: true);
        var book = Book(1, 2);

        _record.Tidy(book, 100);
        _record.BacklogAt(100).ShouldBeGreaterThan(10);
        _record.Tidy(book, 101);
        _record.BacklogAt(101).ShouldBeInRange(0, 10);
        _record.Count.ShouldBe(2);
    }

    [Fact]
    public void Tidy_LeaseIsGone_ForgetsTheRequest()
    {
        Begin(1_000);

        _record.Tidy(Book(), 0);

        _record.Count.ShouldBe(0);
        _record.BacklogAt(0).ShouldBe(0);
    }

    [Fact]
    public void Speeds_AfterAnswers_AreThoseObserved()
    {
        for (int i = 0; i < 300; i++)
        {
            long tokens = 100 + (i % 20 * 100);
            LeaseId id = Begin(tokens);
            _record.End(
                Release(id, LeaseOutcome.Success, ttftMs: 50 + (0.5 * tokens), tokens: 101, perToken: 30),
                0, 0);
        }

        var speed = _record.Speeds.ShouldHaveSingleItem();
        speed.Model.ShouldBe("llama");
        speed.BaseMs.ShouldBe(50, 10);
        speed.MsPerToken.ShouldBe(0.5, 0.05);
        (speed.StepMs + speed.StepMsPerRunning).ShouldBe(30, 3);
    }

    [Fact]
    public void ErrorRate_FailuresAndSuccesses_FollowsThem()
    {
        _record.ErrorRate.ShouldBeNull();
        for (int i = 0; i < 20; i++)
        {
            _record.End(Release(Begin(10), LeaseOutcome.AgentFailedEarly), 0, 0);
        }

        _record.ErrorRate.ShouldNotBeNull().ShouldBeGreaterThan(0.8);
        for (int i = 0; i < 40; i++)
        {
            _record.End(Release(Begin(10), LeaseOutcome.Success), 0, 0);
        }

        _record.ErrorRate.ShouldNotBeNull().ShouldBeLessThan(0.05);
    }

    [Fact]
    public void ErrorRate_HangUpsOfClients_AreNotHeldAgainstIt()
    {
        _record.End(Release(Begin(10), LeaseOutcome.ClientFault), 0, 0);
        _record.End(Release(Begin(10), LeaseOutcome.Unused), 0, 0);

        _record.ErrorRate.ShouldBeNull();
    }

    [Fact]
    public void ErrorRate_AnswersFarSlowerThanPredicted_CountsAsFailingUntilTheAgentRestarts()
    {
        for (int i = 0; i < 30; i++)
        {
            _record.End(Release(Begin(100), LeaseOutcome.Success, ttftMs: 100), 0, 0);
        }

        _record.ErrorRate.ShouldBe(0);
        for (int i = 0; i < 10; i++)
        {
            _record.End(Release(Begin(100), LeaseOutcome.Success, ttftMs: 5_000), 0, 0);
        }

        _record.ErrorRate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.5);
        _record.Restart();
        _record.ErrorRate.ShouldBeNull();
    }

    private LeaseId Begin(long tokens, bool streams = true)
    {
        LeaseId id = _leases.Next();
        _record.Begin(
            new LeaseRequest(id, "p", Guid.Empty, "llama", tokens, 0, tokens, 0, PredictedTtftMs: 100, streams), 1, 0);
        return id;
    }

    private LeaseBook Book(params long[] numbers)
    {
        var book = new LeaseBook(TimeSpan.FromSeconds(15));
        foreach (long number in numbers)
        {
            book.TryAcquire(_leases.Id(number), "p", 1, DateTimeOffset.UnixEpoch);
        }

        return book;
    }

    private static LeaseRelease Release(
        LeaseId id, LeaseOutcome outcome, double? ttftMs = null, long tokens = 0, double perToken = 0) =>
        new(id, outcome, ttftMs, (ttftMs ?? 0) + (perToken * (tokens - 1)), 0, tokens);
}
