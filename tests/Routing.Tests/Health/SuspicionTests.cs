using Xerotier.Routing.Health;

namespace Xerotier.Routing.Tests.Health;

public sealed class SuspicionTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly Suspicion _suspicion = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    [Fact]
    public void Suspicion_NoFailure_HoldsNothingAgainstTheAgent()
    {
        _suspicion.IsSuspect(Start).ShouldBeFalse();
        _suspicion.IsOnProbation(Start).ShouldBeFalse();
        _suspicion.Until.ShouldBeNull();
    }

    [Fact]
    public void Fail_AfterEachProbation_DoublesUpToTheLongest()
    {
        DateTimeOffset now = Start;
        List<double> seconds = [];
        for (int i = 0; i < 100; i++)
        {
            _suspicion.Fail(now);
            seconds.Add((_suspicion.Until!.Value - now).TotalSeconds);
            now = _suspicion.Until.Value;
        }

        seconds.Take(7).ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        seconds.ShouldAllBe(second => second <= 30);
    }

    [Fact]
    public void Fail_ManyAtOnce_CountOnce()
    {
        for (int i = 0; i < 10; i++)
        {
            _suspicion.Fail(Start);
        }

        _suspicion.Until.ShouldBe(Start + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Suspicion_TimeIsUp_IsOnProbationUntilCleared()
    {
        _suspicion.Fail(Start);
        DateTimeOffset later = Start + TimeSpan.FromSeconds(1);

        _suspicion.IsSuspect(later).ShouldBeFalse();
        _suspicion.IsOnProbation(later).ShouldBeTrue();

        _suspicion.Clear();
        _suspicion.IsOnProbation(later).ShouldBeFalse();
    }

    [Fact]
    public void Clear_AfterFailures_StartsOverWithTheFirst()
    {
        _suspicion.Fail(Start);
        _suspicion.Fail(Start + TimeSpan.FromSeconds(1));
        _suspicion.Clear();
        _suspicion.Fail(Start);

        _suspicion.Until.ShouldBe(Start + TimeSpan.FromSeconds(1));
    }
}
