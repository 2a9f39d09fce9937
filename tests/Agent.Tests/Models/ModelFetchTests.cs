using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Models;

public sealed class ModelFetchTests : IAsyncLifetime
{
    private const int WeightBytes = 1_000_000;
    private static readonly Guid Model = Guid.Parse("5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000001");
    private static readonly Guid Other = Guid.Parse("5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000002");

    private TestPlatform _platform = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _agent = new TestAgent(_platform);
        _agent.Options.Models.FetchRetryDelay = TimeSpan.FromMilliseconds(20);
        AddModel(Model, "1.0.0");
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private static byte FirstByteOf(Guid model, string version) => (byte)(model.GetHashCode() ^ version.GetHashCode());

    private void AddModel(Guid model, string version) => _platform.Files.Add(
        model, version,
        ("config.json", ModelFiles.Config("""{"max_position_embeddings":2048}""")),
        ("weights/model.safetensors", ModelFiles.Weights(WeightBytes, FirstByteOf(model, version))));

    private async Task<TestTunnel> StartAsync()
    {
        await _agent.StartAsync();
        return await _platform.NextTunnelAsync();
    }

    private static Task<HttpResponseMessage> LoadAsync(
        TestTunnel tunnel, Guid model, string version = "1.0.0", int wait = 30, int? idle = null) => tunnel.PostAsync(
        AgentProtocol.LoadPath,
        $$"""
        {"model_id":"{{model}}","version":"{{version}}","served_name":"tuned-{{model:N}}","wait_seconds":{{wait}},
         "idle_seconds":{{idle?.ToString() ?? "null"}},"displaces":true}
        """);

    private static async Task<string> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("error").GetProperty("code").GetString()!;
    }

    private long BytesOnDisk() => new DirectoryInfo(_agent.Options.Models.Directory)
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.LinkTarget is null && file.DirectoryName!.EndsWith("blobs"))
        .Sum(file => file.Length);

    [Fact]
    public async Task Load_OfAPlatformsModel_IsServedAndReported()
    {
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, Model);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var ack = (await response.Content.ReadFromJsonAsync(ProtocolJson.Default.ModelLoadAck))!;
        (ack.ModelId, ack.Version, ack.State, ack.ContextLength).ShouldBe((Model, "1.0.0", "loaded", 2048));
        ack.AppliedQuantizationReason!.ShouldContain("fit as they are");
        var beat = await _platform.NextHeartbeatAsync(
            beat => beat.Models is [_, { State: "loaded" }], "with the model");
        beat.Models![1].ShouldBe(new HeartbeatModel($"tuned-{Model:N}", "1.0.0", "loaded", 2048, Model));
        (beat.LoadsModels, beat.MemoryBytes).ShouldBe((true, 80_000_000_000));
        beat.MemoryFreeBytes!.Value.ShouldBeLessThan(beat.MemoryBytes!.Value);
        using var chat = await tunnel.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("""{"messages":[{"role":"user","content":"Hello"}]}"""),
            Headers = { { AgentProtocol.ModelHeader, $"tuned-{Model:N}" } },
        });
        chat.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await chat.Content.ReadAsStringAsync()).ShouldContain($"\"model\":\"tuned-{Model:N}\"");
    }

    [Fact]
    public async Task Fetch_BrokenOffTwice_GoesOnWhereItBroke()
    {
        _platform.Files.Breaks = 2;
        _platform.Files.Add(Model, "1.0.0", ("model.safetensors", ModelFiles.Weights(WeightBytes)));
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, Model);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var offsets = _platform.Files.Asked.Select(asked => int.Parse(asked.Split('@')[1])).ToList();
        offsets.Count.ShouldBe(3);
        offsets.ShouldBe(offsets.Order());
        offsets[2].ShouldBeGreaterThan(offsets[1]);
    }

    [Fact]
    public async Task Fetch_AcrossARestartOfTheAgent_GoesOn()
    {
        _platform.Files.Halfway = new TaskCompletionSource();
        _platform.Files.Add(Model, "1.0.0", ("model.safetensors", ModelFiles.Weights(WeightBytes)));
        var tunnel = await StartAsync();
        using (var waiting = await LoadAsync(tunnel, Model, wait: 0))
            waiting.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await _platform.NextHeartbeatAsync(
            _ => Directory.Exists(_agent.Options.Models.Directory) && BytesOnDisk() > 0, "with half of the file here");
        await _agent.Host!.DisposeAsync();
        _platform.Files.Halfway = null;

        using var response = await LoadAsync(await StartAsync(), Model);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        int.Parse(_platform.Files.Asked[^1].Split('@')[1]).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Fetch_OfAWrongByte_IsMadeAnew()
    {
        _platform.Files.Lies = 1;
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, Model);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        BytesOnDisk().ShouldBe(WeightBytes + ModelFiles.Config("""{"max_position_embeddings":2048}""").Length);
    }

    [Fact]
    public async Task Fetch_OfAlwaysWrongBytes_SaysSoAndKeepsNothing()
    {
        _platform.Files.Lies = int.MaxValue;
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, Model);

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await CodeOfAsync(response)).ShouldBe("checksum_mismatch");
        BytesOnDisk().ShouldBe(0);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/outside")]
    [InlineData("a/../../outside")]
    [InlineData("a\\outside")]
    [InlineData("")]
    public async Task Manifest_WithAnUnsafePath_IsRefusedAsAWhole(string path)
    {
        _platform.Files.Manifest = manifest => manifest with
        {
            Files = [manifest.Files[0], manifest.Files[1] with { Path = path }],
        };
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, Model);

        (await CodeOfAsync(response)).ShouldBe("invalid_manifest");
        _platform.Files.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_OfAnUnknownModel_Is404()
    {
        var tunnel = await StartAsync();

        using var response = await LoadAsync(tunnel, Other);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CodeOfAsync(response)).ShouldBe("model_not_available");
    }

    [Fact]
    public async Task Fetch_OfAVersionWithTheSameFiles_FetchesNothingAgain()
    {
        AddModel(Model, "1.0.0");
        _platform.Files.Add(
            Model, "2.0.0",
            ("config.json", ModelFiles.Config("""{"max_position_embeddings":2048}""")),
            ("renamed.safetensors", ModelFiles.Weights(WeightBytes, FirstByteOf(Model, "1.0.0"))));
        var tunnel = await StartAsync();
        using var first = await LoadAsync(tunnel, Model);
        var asked = _platform.Files.Asked.Count;

        using var second = await LoadAsync(tunnel, Model, "2.0.0");

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        _platform.Files.Asked.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Storage_WithoutRoom_LosesTheLeastRecentlyUsedButNothingLoaded()
    {
        _agent.Options.Models.MaxBytes = (long)(WeightBytes * 2.5);
        _agent.Options.Models.IdleCheck = TimeSpan.FromMilliseconds(50);
        AddModel(Other, "1.0.0");
        AddModel(Other, "2.0.0");
        var tunnel = await StartAsync();
        using var loaded = await LoadAsync(tunnel, Model);
        using var idle = await LoadAsync(tunnel, Other, idle: 1);
        await _platform.NextHeartbeatAsync(
            beat => beat.Models!.Any(model => model.ModelId == Other && model.State == "cached"), "with it unloaded");

        using var response = await LoadAsync(tunnel, Other, "2.0.0");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var beat = await _platform.NextHeartbeatAsync(
            beat => beat.Models!.Count(model => model.State == "loaded") == 3, "with both loaded");
        beat.Models!.ShouldNotContain(model => model.State == "cached");
        BytesOnDisk().ShouldBeLessThan(_agent.Options.Models.MaxBytes);
        AddModel(Other, "3.0.0");
        using var tooMuch = await LoadAsync(tunnel, Other, "3.0.0");
        tooMuch.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        (await CodeOfAsync(tooMuch)).ShouldBe("storage_limit_exceeded");
    }

    [Fact]
    public async Task Storage_LimitedByThePlatform_HoldsForWhatIsFetchedNext()
    {
        _platform.StorageLimit = WeightBytes / 2;
        var tunnel = await StartAsync();
        await _platform.NextHeartbeatAsync(beat => beat.Sequence > 1, "after the limit was told");

        using var response = await LoadAsync(tunnel, Model);

        (await CodeOfAsync(response)).ShouldBe("storage_limit_exceeded");
        _platform.Files.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Restart_OfTheAgent_KeepsWhatIsOnDisk()
    {
        var tunnel = await StartAsync();
        using (await LoadAsync(tunnel, Model)) await _agent.Host!.DisposeAsync();
        var asked = _platform.Files.Asked.Count;

        await StartAsync();

        await _platform.NextHeartbeatAsync(beat => beat.Models is [_, { State: "cached" }], "with the model on disk");
        _platform.Files.Asked.Count.ShouldBe(asked);
    }

    [Theory]
    [InlineData("""{"version":"1.0.0","served_name":"m"}""", "model_id")]
    [InlineData(
        """{"model_id":"5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000001","version":"../1","served_name":"m"}""",
        "version")]
    [InlineData("""{"model_id":"5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000001","version":"1.0.0"}""", "served_name")]
    [InlineData(
        """
        {"model_id":"5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000001","version":"1.0.0","served_name":"m","source":"hf:--flag"}
        """,
        "source")]
    public async Task Load_OfABadRequest_NamesTheMember(string body, string param)
    {
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(AgentProtocol.LoadPath, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("error").GetProperty("param").GetString().ShouldBe(param);
    }
}
