using System.Diagnostics.Metrics;
using Xerotier.ApiHost.Telemetry;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task Get_AfterARequest_CountsIt()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        using var served = await scene.PostAsync(Scene.Hello);
        await served.Content.ReadAsStringAsync();

        var text = "";
        await Wait.UntilAsync("the request was counted", async () =>
        {
            text = await scene.Client.GetStringAsync("/metrics");
            return text.Contains("xerotier_requests_total{", StringComparison.Ordinal);
        });

        text.ShouldContain("""xerotier_requests_total{operation="chat",status="200"}""");
        text.ShouldContain("xerotier_overhead_seconds_bucket");
        text.ShouldContain("xerotier_agent_first_byte_seconds_bucket");
        text.ShouldContain("xerotier_tunnels 0");
    }

    [Fact]
    public async Task Get_BesideAnotherHostInTheProcess_ShowsThisHostOnly()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        using var other = new Meter(HostMetrics.MeterName);
        other.CreateObservableGauge("xerotier.tunnels", () => 7);

        var text = await scene.Client.GetStringAsync("/metrics");

        text.ShouldContain("xerotier_tunnels 0");
        text.ShouldNotContain("xerotier_tunnels 7");
    }
}
