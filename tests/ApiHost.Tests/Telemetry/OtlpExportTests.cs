using Xerotier.ApiHost.Tests.Inference;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Telemetry;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task Stop_EndpointConfigured_HasSentTracesAndMetrics()
    {
        await using var collector = await ScriptedAgent.StartAsync(AgentScripts.Json("{}"));
        var settings = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.ToString() };
        await using var scene = await Scene.StartAsync(
            TimeProvider.System, settings, AgentScripts.Json(AgentScripts.Completion));
        using var answer = await scene.PostAsync(Scene.Hello);
        await answer.Content.ReadAsStringAsync();

        await scene.StopAsync();

        var paths = new[] { (await collector.NextRequestAsync()).Path, (await collector.NextRequestAsync()).Path };
        paths.ShouldContain(path => path.EndsWith("TraceService/Export"));
        paths.ShouldContain(path => path.EndsWith("MetricsService/Export"));
    }
}
