using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Agent.Tests.Models;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Backends.Vllm;

public sealed class VllmLoaderTests : IAsyncLifetime
{
    private static readonly Guid Model = Guid.Parse("5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000001");

    private TestPlatform _platform = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _agent = new TestAgent(_platform);
        await StandIn.UseAsync(_agent);
        _agent.Options.Accelerators = ["nvidia:H100:80GB"];
        _agent.Options.Models.MoeProfiles = _agent.Directory;
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private string Trace(string name) => Path.Combine(_agent.Directory, name);

    private async Task<TestTunnel> StartAsync()
    {
        await _agent.StartAsync();
        return await _platform.NextTunnelAsync();
    }

    private static Task<HttpResponseMessage> LoadAsync(
        TestTunnel tunnel, string version, string? source = null, long? bytes = null)
    {
        var wish = new ModelLoadRequest(Model, version, "tuned", source, bytes, null, null, 60, true);
        return tunnel.PostAsync(
            AgentProtocol.LoadPath, JsonSerializer.Serialize(wish, ProtocolJson.Default.ModelLoadRequest));
    }

    [Fact]
    public async Task Load_OfFetchedFiles_StartsVllmOnThem()
    {
        _platform.Files.Add(
            Model, "1.0.0",
            ("config.json", ModelFiles.Config("""{"num_experts":8,"moe_intermediate_size":64}""")),
            ("model.safetensors", ModelFiles.Weights(1000)));
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, "1.0.0");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var ack = (await response.Content.ReadFromJsonAsync(ProtocolJson.Default.ModelLoadAck))!;
        ack.ContextLength.ShouldBe(4096);
        ack.MoeKernelProfile.ShouldBe("E=8,N=64,device_name=NVIDIA_H100_80GB");
        var run = (await File.ReadAllLinesAsync(Trace("runs"))).ShouldHaveSingleItem();
        run.ShouldContain($"serve {_agent.Options.Models.Directory}");
        run.ShouldContain("--served-model-name tuned");
        run.ShouldContain("--gpu-memory-utilization 0.01");
        run.ShouldNotContain("--quantization");
        (await File.ReadAllLinesAsync(Trace("environment"))).ShouldContain("VLLM_TUNED_CONFIG_FOLDER");
    }

    [Fact]
    public async Task Load_OfTwoVersionsFromHuggingFace_RunsThemBesideEachOther()
    {
        var tunnel = await StartAsync();

        using var first = await LoadAsync(tunnel, "1.0.0", "hf:org/name@rev1", 16_000_000_000);
        using var second = await LoadAsync(tunnel, "2.0.0", "hf:org/name@rev2", 20_000_000_000);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        var runs = await File.ReadAllLinesAsync(Trace("runs"));
        runs.Length.ShouldBe(2);
        runs[0].ShouldContain("serve org/name ");
        runs[0].ShouldContain("--revision rev1");
        runs[1].ShouldContain("--revision rev2");
        var beat = await _platform.NextHeartbeatAsync(
            beat => beat.Models!.Count(model => model.State == "loaded") == 2, "with both");
        beat.Models!.Select(model => model.Version).ShouldBe(["1.0.0", "2.0.0"], ignoreOrder: true);
    }

    [Fact]
    public async Task Load_LargerThanTheGpu_IsQuantizedAndSaysWhy()
    {
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, "1.0.0", "hf:org/large", 100_000_000_000);

        var ack = (await response.Content.ReadFromJsonAsync(ProtocolJson.Default.ModelLoadAck))!;
        ack.AppliedQuantization.ShouldBe("fp8");
        ack.AppliedQuantizationReason!.ShouldContain("fp8");
        (await File.ReadAllTextAsync(Trace("runs"))).ShouldContain("--quantization fp8");
    }

    [Fact]
    public async Task Load_WhoseProcessCrashes_FailsAndSaysWhereToLook()
    {
        await File.WriteAllTextAsync(Trace("crash"), "");
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, "1.0.0", "hf:org/name", 1_000_000_000);

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await response.Content.ReadAsStringAsync()).ShouldContain("load_failed");
        (await tunnel.Http.GetStringAsync("/agent/logs")).ShouldContain("out of memory");
    }

    [Fact]
    public async Task Load_OnAnAgentWithAFixedModel_IsRefused()
    {
        _agent.Options.Vllm.Model = "org/fixed";
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, "1.0.0", "hf:org/name", 1_000_000_000);

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        (await response.Content.ReadAsStringAsync()).ShouldContain("loading_unsupported");
    }
}
