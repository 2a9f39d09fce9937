using Xerotier.RoutingSim.Results;

namespace Xerotier.RoutingSim.Tests.Results;

public sealed class PairedRatioTests
{
    [Fact]
    public void Of_PairsWithOneRatio_HasNoWidth()
    {
        var ratio = PairedRatio.Of([1, 2, 3], [2, 4, 6]);

        ratio.Mean.ShouldBe(0.5, 1e-12);
        ratio.Low.ShouldBe(0.5, 1e-12);
        ratio.High.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Of_KnownLogs_HasTheTextbookInterval()
    {
        // Logs 0, 1, 2: mean 1, deviation 1, t(2) = 4.303.
        var ratio = PairedRatio.Of([1, Math.E, Math.E * Math.E], [1, 1, 1]);

        Math.Log(ratio.Mean).ShouldBe(1, 1e-12);
        Math.Log(ratio.High).ShouldBe(1 + (4.303 / Math.Sqrt(3)), 1e-9);
        Math.Log(ratio.Low).ShouldBe(1 - (4.303 / Math.Sqrt(3)), 1e-9);
    }

    [Fact]
    public void Of_ListsOfDifferentLength_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PairedRatio.Of([1, 2], [1]));
}
