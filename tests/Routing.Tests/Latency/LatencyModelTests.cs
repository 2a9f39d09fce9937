using Xerotier.Routing.Latency;
using Xerotier.Routing.Picking;

namespace Xerotier.Routing.Tests.Latency;

public sealed class LatencyModelTests
{
    [Fact]
    public void LatencyModel_NoSamples_SaysWhatIsAssumed() =>
        new LatencyModel(LatencyEstimate.Default).Estimate.ShouldBe(LatencyEstimate.Default);

    [Fact]
    public void ObserveFirstToken_SteadyAgent_FindsItsLine()
    {
        var model = new LatencyModel(LatencyEstimate.Default);
        var random = new Xoshiro256(4);
        for (int i = 0; i < 500; i++)
        {
            int tokens = random.NextInt(20_000);
            model.ObserveFirstToken(tokens, 40 + (0.15 * tokens), 0.3);
        }

        model.Samples.ShouldBe(500);
        model.Estimate.MsPerToken.ShouldBe(0.15, 0.001);
        model.Estimate.BaseMs.ShouldBe(40, 2);
    }

    [Fact]
    public void ObserveFirstToken_AgentGetsThreeTimesSlower_FollowsWithinAFewHundredSamples()
    {
        LatencyModel model = Trained(0.15, 500);
        Feed(model, 0.45, 400);

        model.Estimate.MsPerToken.ShouldBe(0.45, 0.05);
    }

    [Fact]
    public void ObserveFirstToken_CacheWasCrowded_TeachesNothing()
    {
        LatencyModel model = Trained(0.15, 200);
        LatencyEstimate before = model.Estimate;
        model.ObserveFirstToken(100, 60_000, 0.95);

        model.Estimate.ShouldBe(before);
        model.Samples.ShouldBe(201);
    }

    [Fact]
    public void ObserveFirstToken_OneOutlier_HardlyMoves()
    {
        LatencyModel model = Trained(0.15, 200);
        model.ObserveFirstToken(1_000, 60_000);

        model.Estimate.MsPerToken.ShouldBe(0.15, 0.01);
        model.Estimate.BaseMs.ShouldBeLessThan(60);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void ObserveFirstToken_NoFigure_IsIgnored(double ttftMs)
    {
        LatencyModel model = Trained(0.15, 100);
        LatencyEstimate before = model.Estimate;
        model.ObserveFirstToken(1_000, ttftMs);

        model.Estimate.ShouldBe(before);
    }

    [Fact]
    public void ObserveFirstToken_AllCached_NeverPromisesInfinity()
    {
        var model = new LatencyModel(LatencyEstimate.Default);
        for (int i = 0; i < 2_000; i++)
        {
            model.ObserveFirstToken(i % 5_000, 10);
        }

        model.Estimate.MsPerToken.ShouldBeGreaterThan(0);
        model.Estimate.BaseMs.ShouldBeInRange(5, 15);
    }

    [Fact]
    public void ObserveEnd_StepGrowsWithTheBatch_FindsBothParts()
    {
        var model = new LatencyModel(LatencyEstimate.Default);
        for (int i = 0; i < 500; i++)
        {
            int running = 1 + (i % 60);
            model.ObserveEnd(running, 8 + (0.25 * running));
        }

        model.Estimate.StepMs.ShouldBe(8, 0.2);
        model.Estimate.StepMsPerRunning.ShouldBe(0.25, 0.01);
    }

    [Fact]
    public void DecayingLine_OneX_KeepsToThePriorSlope()
    {
        var line = new DecayingLine(10, 2, 100, 0.9);
        line.Intercept.ShouldBe(10, 1e-9);
        line.Slope.ShouldBe(2, 1e-9);
        line.Observe(50, 110);

        line.Slope.ShouldBe(2, 1e-9);
        line.Intercept.ShouldBe(10, 1e-9);
    }

    private static LatencyModel Trained(double msPerToken, int samples)
    {
        var model = new LatencyModel(LatencyEstimate.Default);
        Feed(model, msPerToken, samples);
        return model;
    }

    private static void Feed(LatencyModel model, double msPerToken, int samples)
    {
        var random = new Xoshiro256(5);
        for (int i = 0; i < samples; i++)
        {
            int tokens = random.NextInt(10_000);
            model.ObserveFirstToken(tokens, 20 + (msPerToken * tokens));
        }
    }
}
