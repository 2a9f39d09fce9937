using System.Diagnostics;
using System.Net;

namespace Xerotier.Agent.Tests.Backends.Vllm;

public sealed class VllmBackendTests : IAsyncLifetime
{
    private const string Chat = """{"model":"any","messages":[{"role":"user","content":"Hello"}]}""";

    private TestPlatform _platform = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _agent = new TestAgent(_platform);
        await StandIn.UseAsync(_agent);
        _agent.Options.Vllm.Model = "org/model";
        _agent.Options.Vllm.ServedModelName = "served";
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private string Trace(string name) => Path.Combine(_agent.Directory, name);

    private Task LoadedAsync() => _platform.NextHeartbeatAsync(
        beat => beat.Models is [{ State: "loaded" }], "with the model loaded");

    private async Task<TestTunnel> StartAsync()
    {
        await _agent.StartAsync();
        var tunnel = await _platform.NextTunnelAsync();
        await LoadedAsync();
        return tunnel;
    }

    private async Task<List<Process>> ProcessesAsync()
    {
        var runs = await File.ReadAllLinesAsync(Trace("runs"));
        var ids = runs.Select(run => int.Parse(run.Split(' ')[0]))
            .Append(int.Parse(await File.ReadAllTextAsync(Trace("worker"))));
        return [.. ids.Select(ProcessOf).OfType<Process>()];
    }

    private static Process? ProcessOf(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [Fact]
    public async Task Start_Supervised_ServesUnderTheServedName()
    {
        var tunnel = await StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(Chat),
            Headers = { { "X-Xerotier-Model", "served" }, { "X-Xerotier-Cache-Salt", "salt" } },
        };

        using var response = await tunnel.Http.SendAsync(request);

        var arrived = await response.Content.ReadAsStringAsync();
        arrived.ShouldBe(Chat.Replace("any", "served").Replace("{\"model\"", "{\"cache_salt\":\"salt\",\"model\""));
    }

    [Fact]
    public async Task Heartbeat_OfVllm_HasItsScrapedFigures()
    {
        await _agent.StartAsync();

        var beat = await _platform.NextHeartbeatAsync(
            beat => beat.Models is [{ State: "loaded" }], "with the model loaded");

        (beat.Running, beat.Waiting, beat.KvUsage, beat.KvCapacityTokens).ShouldBe((2, 1, 0.25, 16_000));
        beat.Models.ShouldHaveSingleItem().ContextLength.ShouldBe(4096);
        beat.MaxConcurrentRequests.ShouldBe(64);
    }

    [Fact]
    public async Task Start_CrashesFirst_IsStartedAgain()
    {
        await File.WriteAllTextAsync(Trace("crash"), "");

        var tunnel = await StartAsync();

        (await File.ReadAllLinesAsync(Trace("runs"))).Length.ShouldBe(2);
        var logs = await tunnel.Http.GetStringAsync("/agent/logs");
        logs.ShouldContain("out of memory");
        logs.ShouldContain("ended with code 17");
        logs.ShouldNotContain("nobody may log");
    }

    [Fact]
    public async Task Process_Killed_IsStartedAgainWithoutItsOldWorkers()
    {
        await StartAsync();
        var before = await ProcessesAsync();
        before[0].Kill();

        foreach (var process in before) await process.WaitForExitAsync().Within("the old processes to end");
        await _platform.NextHeartbeatAsync(
            beat => beat.Models is [{ State: "loaded" }] && File.ReadAllLines(Trace("runs")).Length == 2,
            "with the model loaded again");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_OfTheAgent_LeavesNoProcessBehind(bool isDeaf)
    {
        if (isDeaf) await File.WriteAllTextAsync(Trace("deaf"), "");
        _agent.Options.Vllm.StopTimeout = isDeaf ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(30);
        await StartAsync();
        var processes = await ProcessesAsync();
        processes.Count.ShouldBe(2);

        await _agent.Host!.DisposeAsync().AsTask().Within("the agent's end");

        foreach (var process in processes) await process.WaitForExitAsync().Within("all processes to end");
        processes.ShouldAllBe(process => process.HasExited);
    }

    [Fact]
    public async Task Start_NeverAnswering_IsStartedAgainAfterItsTime()
    {
        await File.WriteAllTextAsync(Trace("silent"), "");
        _agent.Options.Vllm.StartTimeout = TimeSpan.FromMilliseconds(500);
        await _agent.StartAsync();
        var tunnel = await _platform.NextTunnelAsync();

        await _platform.NextHeartbeatAsync(
            _ => File.Exists(Trace("runs")) && File.ReadAllLines(Trace("runs")).Length >= 2, "after the second start");

        (await tunnel.Http.GetStringAsync("/agent/logs")).ShouldContain("did not answer within");
    }

    [Fact]
    public async Task Start_NoExecutable_SaysSoAndStaysUp()
    {
        _agent.Options.Vllm.Path = Trace("nothing-here");
        await _agent.StartAsync();
        var tunnel = await _platform.NextTunnelAsync();
        await _platform.NextHeartbeatAsync(beat => beat.Sequence > 1, "in the meantime");

        (await tunnel.Http.GetStringAsync("/agent/logs")).ShouldContain("set --vllm-path");
        using var response = await tunnel.PostAsync("/v1/chat/completions", Chat);
        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Environment_OfTheProcess_HasNoneOfTheAgentsSettings()
    {
        await StartAsync();

        var names = await File.ReadAllLinesAsync(Trace("environment"));

        names.ShouldContain("STAND_IN_DIRECTORY");
        names.ShouldNotContain(name => name.StartsWith("XEROTIER_AGENT_"));
    }

    [Fact]
    public async Task Socket_InsteadOfAPort_Works()
    {
        _agent.Options.Vllm.SocketPath = Trace("vllm.sock");

        var tunnel = await StartAsync();
        using var response = await tunnel.PostAsync("/v1/chat/completions", Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
