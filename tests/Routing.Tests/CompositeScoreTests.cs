namespace Xerotier.Routing.Tests;

public sealed class CompositeScoreTests
{
    [Fact]
    public void Combine_TwoSignals_IsTheirWeightedGeometricMean()
    {
        double[] logs = Combine([[0.5, 1, 1, 1, 0.2], [0.25, 0.25, 1, 0, 0.2]], [0.75, 0.25]);

        logs[0].ShouldBe((0.75 * Log(0.5)) + (0.25 * Log(0.25)), 1e-12);
        logs[1].ShouldBe(0.25 * Log(0.25), 1e-12);
        logs[2].ShouldBe(0);
        logs[3].ShouldBe(0.25 * Math.Log(CompositeScore.Floor), 1e-12);
        logs[4].ShouldBe(Log(0.2), 1e-12);
    }

    [Fact]
    public void Combine_UnknownScore_LeavesTheSignalOutAndRenormalises()
    {
        double[] logs = Combine([[0.5, 0.5, 0.5, 0.5, 0.5], [.. Enumerable.Repeat(double.NaN, 5)]], [0.2, 0.8]);

        logs.ShouldAllBe(log => Math.Abs(log - Log(0.5)) < 1e-12);
    }

    [Fact]
    public void Combine_NothingKnown_IsOneForAll() =>
        Combine([[.. Enumerable.Repeat(double.NaN, 6)]], [1]).ShouldAllBe(log => log == 0);

    [Fact]
    public void Combine_SignalWithoutWeight_IsNotRead() =>
        Combine([[0.5, 0.5], []], [1, 0]).ShouldAllBe(log => Math.Abs(log - Log(0.5)) < 1e-12);

    [Fact]
    public void Combine_EqualSignal_DoesNotDiluteTheOthers()
    {
        double[] alone = Combine([[0.2, 0.9]], [0.5]);
        double[] beside = Combine([[0.2, 0.9], [0.4, 0.4]], [0.5, 0.5]);

        (beside[1] - beside[0]).ShouldBe((alone[1] - alone[0]) * 0.5, 1e-12);
    }

    private static double Log(double score) =>
        Math.Log(CompositeScore.Floor + (score * (1 - CompositeScore.Floor)));

    private static double[] Combine(double[][] columns, double[] weights)
    {
        double[] logs = new double[columns[0].Length];
        new CompositeScore().Combine(columns, weights, logs);
        return logs;
    }
}
