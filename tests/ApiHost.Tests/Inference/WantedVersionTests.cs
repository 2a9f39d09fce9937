using Xerotier.ApiHost.Inference;
using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class WantedVersionTests
{
    [Fact]
    public void Of_APin_IsExact()
    {
        var wanted = WantedVersion.Of(Route("1.5.0", null), "r");

        wanted.ShouldBe(new WantedVersion("1.5.0", true));
        wanted.Header.ShouldBe("1.5.0");
        (wanted with { Pinned = false }).Header.ShouldBe("1.5.0, *");
    }

    [Fact]
    public void Of_NoPin_FollowsTheLatest() =>
        WantedVersion.Of(Route(null, null), "r").ShouldBe(new WantedVersion("2.0.0", false));

    [Fact]
    public void Of_ARolloutOfAModelThatNeverMoved_IsTheLatest() =>
        WantedVersion.Of(Route(null, 0, previous: null), "r").Version.ShouldBe("2.0.0");

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(75)]
    [InlineData(100)]
    public void Of_ARollout_GivesTheLatestItsShare(int percent)
    {
        const int Requests = 20_000;
        var route = Route(null, percent);

        int latest = Enumerable.Range(0, Requests)
            .Count(request => WantedVersion.Of(route, $"req-{request}").Version == "2.0.0");

        // Five standard deviations of a fair draw.
        double spread = 5 * Math.Sqrt(Requests * (percent / 100.0) * (1 - (percent / 100.0)));
        ((double)latest).ShouldBe(Requests * percent / 100.0, spread + 0.5);
        WantedVersion.Of(route, "same").ShouldBe(WantedVersion.Of(route, "same"));
    }

    private static EndpointRoute Route(string? pin, int? rollout, string? previous = "1.0.0") => new(
        new EndpointSpec(
            Guid.NewGuid(), "proj_a", "chat", Guid.NewGuid(), "self_hosted", "chat", false, null, null, null, [],
            false, pin, null, rollout),
        "m", "m", DateTimeOffset.UnixEpoch, null, "2.0.0", previous);
}
