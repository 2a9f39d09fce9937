namespace Xerotier.Routing.Tests;

public sealed class RoutePolicyTests
{
    [Fact]
    public void RoutePolicy_AnyWeights_AddUpToOne()
    {
        var policy = new RoutePolicy(new RoutingWeights { KvPressure = 17 }, 0, 1, TimeSpan.FromSeconds(30));

        policy.Weights.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void RoutePolicy_ZeroWeight_SwitchesTheSignalOff() =>
        new RoutePolicy(new RoutingWeights { KvPressure = 0 }, 0, 1, TimeSpan.FromSeconds(30))
            .Weights.Count(weight => weight == 0).ShouldBe(1);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void RoutePolicy_BadWeight_IsRefused(double weight) =>
        Should.Throw<ArgumentException>(() =>
            new RoutePolicy(new RoutingWeights { KvPressure = weight }, 0, 1, TimeSpan.FromSeconds(30)));
}
