using Xerotier.Routing.Picking;

namespace Xerotier.Routing.Tests.Picking;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void NextDouble_ManyDraws_StaysInRangeWithTheRightMean()
    {
        var random = new Xoshiro256(42);
        double sum = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double next = random.NextDouble();
            next.ShouldBeInRange(0, Math.BitDecrement(1.0));
            sum += next;
        }

        (sum / 100_000).ShouldBe(0.5, 0.005);
    }

    [Fact]
    public void NextInt_ManyDraws_IsUniform()
    {
        var random = new Xoshiro256(43);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        ChiSquared.ShouldFit(counts, [.. Enumerable.Repeat(1 / 7.0, 7)]);
    }

    [Fact]
    public void NextBits_DifferentSeeds_Differ() =>
        new Xoshiro256(0).NextBits().ShouldNotBe(new Xoshiro256(1).NextBits());
}
