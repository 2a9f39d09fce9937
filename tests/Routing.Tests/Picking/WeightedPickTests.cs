using FsCheck;
using FsCheck.Fluent;
using Xerotier.Routing.Picking;

namespace Xerotier.Routing.Tests.Picking;

public sealed class WeightedPickTests
{
    private const int Draws = 60_000;

    [Theory]
    [InlineData(1)]
    [InlineData(1e-3)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void TryPick_OneToTwoAtAnyScale_KeepsTheRatio(double scale) =>
        ChiSquared.ShouldFit(Count([scale, 2 * scale], seed: 11), [1 / 3.0, 2 / 3.0]);

    [Fact]
    public void TryPick_ManyWeights_FollowsThem() =>
        ChiSquared.ShouldFit(Count([0.1, 0.2, 0.3, 0.4], seed: 12), [0.1, 0.2, 0.3, 0.4]);

    [Fact]
    public void TryPick_EqualWeights_IsUniform() =>
        ChiSquared.ShouldFit(Count([7, 7, 7, 7, 7], seed: 13), [0.2, 0.2, 0.2, 0.2, 0.2]);

    [Fact]
    public void TryPick_AllZero_IsUniform() =>
        ChiSquared.ShouldFit(Count([0, 0, 0], seed: 14), [1 / 3.0, 1 / 3.0, 1 / 3.0]);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    [InlineData(0)]
    public void TryPick_UselessWeight_IsNeverPicked(double useless)
    {
        int[] counts = Count([1, useless, 1], seed: 15);

        counts[1].ShouldBe(0);
        ChiSquared.ShouldFit([counts[0], counts[2]], [0.5, 0.5]);
    }

    [Fact]
    public void TryPick_OnlyUselessWeights_IsUniform() =>
        ChiSquared.ShouldFit(Count([double.NaN, -1, double.PositiveInfinity], seed: 16), [1 / 3.0, 1 / 3.0, 1 / 3.0]);

    [Fact]
    public void TryPick_Nothing_SaysSo()
    {
        WeightedPick.TryPick([], new Xoshiro256(1), out int index).ShouldBeFalse();
        index.ShouldBe(-1);
    }

    [Fact]
    public void TryPick_AnyWeights_PicksAPositiveOneWhenThereIsOne() =>
        Prop.ForAll<double[], int>((weights, seed) =>
        {
            bool picked = WeightedPick.TryPick(weights, new Xoshiro256((ulong)seed), out int index);
            bool anyCounts = weights.Any(weight => weight > 0 && double.IsFinite(weight));
            return picked == (weights.Length > 0)
                && (!picked || (index >= 0 && index < weights.Length))
                && (!anyCounts || (weights[index] > 0 && double.IsFinite(weights[index])));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void TryPick_SameSeed_PicksTheSame() =>
        Count([1, 2, 3], seed: 17).ShouldBe(Count([1, 2, 3], seed: 17));

    private static int[] Count(double[] weights, ulong seed)
    {
        var random = new Xoshiro256(seed);
        int[] counts = new int[weights.Length];
        for (int i = 0; i < Draws; i++)
        {
            WeightedPick.TryPick(weights, random, out int index).ShouldBeTrue();
            counts[index]++;
        }

        return counts;
    }
}
