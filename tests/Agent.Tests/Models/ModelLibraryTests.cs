using Microsoft.Extensions.Logging.Abstractions;
using Xerotier.Agent.Models;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Models;

public sealed class ModelLibraryTests : IAsyncLifetime
{
    private const string Name = "tuned";
    private const long Gigabyte = 1_000_000_000;
    private static readonly Guid Model = Guid.Parse("5b2d5e9c-8b8e-4c5f-9a70-3f1f0c000001");

    private readonly ManualTime _time = new();
    private readonly ScriptedLoader _loader = new();
    private readonly AgentMetrics _metrics = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("xerotier-models-");
    private ModelLibrary _library = null!;

    public Task InitializeAsync()
    {
        _library = Create(_loader);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _library.DisposeAsync();
        _metrics.Dispose();
        _directory.Delete(recursive: true);
    }

    private ModelLibrary Create(IModelLoader? loader)
    {
        var clock = new AgentClock(_time, new Random(1));
        var options = new ModelOptions { Directory = _directory.FullName };
        var cache = new ModelCache(
            options, new ArtifactClient(new HttpClient(), null!), clock, _metrics, NullLogger<ModelCache>.Instance);
        return new ModelLibrary(loader, cache, options, _metrics, clock, NullLogger<ModelLibrary>.Instance);
    }

    private static ModelLoadRequest Wish(
        string version, long bytes = 4 * Gigabyte, int wait = 30, int? idle = null, Guid? model = null,
        bool displaces = true) =>
        new(model ?? Model, version, model is null ? Name : "other", "hf:org/name", bytes, null, idle, wait, displaces);

    private Task<ModelLoadAck> LoadAsync(ModelLoadRequest wish) =>
        _library.LoadAsync(wish, CancellationToken.None).Within($"the load of {wish.Version}");

    private Task<ModelUse?> UseAsync(string? version = null, bool isStrict = false) =>
        _library.UseAsync(Name, new VersionWish(version, isStrict), CancellationToken.None);

    private async Task<ModelUse> UseNowAsync(string? version = null, bool isStrict = false) =>
        (await UseAsync(version, isStrict).Within("a model to use"))!;

    private string? StateOf(string version) =>
        _library.Models.FirstOrDefault(model => model.Version == version)?.State;

    [Fact]
    public async Task Load_AskedForByMany_HappensOnce()
    {
        var gate = _loader.Hold("1.0.0");
        var loads = Enumerable.Range(0, 20).Select(_ => LoadAsync(Wish("1.0.0"))).ToList();

        gate.SetResult();

        (await Task.WhenAll(loads)).ShouldAllBe(ack => ack.State == "loaded");
        _loader.Started.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Load_LongerThanTheWait_GoesOn()
    {
        var gate = _loader.Hold("1.0.0");
        var load = LoadAsync(Wish("1.0.0", wait: 30));
        await Until(() => _loader.Started.Count == 1, "the load's start");
        _time.Advance(TimeSpan.FromSeconds(30));
        (await load).State.ShouldBe("loading");
        var use = UseAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var late = await Should.ThrowAsync<StillLoadingException>(use.Within("the end of the wait"));
        late.RetryAfterSeconds.ShouldBeInRange(1, 60);

        gate.SetResult();

        (await LoadAsync(Wish("1.0.0"))).State.ShouldBe("loaded");
        _loader.Started.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NewVersion_WithRoom_IsLoadedBesideTheOldOne()
    {
        await LoadAsync(Wish("1.0.0"));
        using var running = await UseNowAsync("1.0.0");

        await LoadAsync(Wish("2.0.0"));

        _loader.Unloaded.ShouldBeEmpty();
        (StateOf("1.0.0"), StateOf("2.0.0")).ShouldBe(("loaded", "loaded"));
        await ShouldServeAsync("2.0.0", null);
        await ShouldServeAsync("2.0.0", "2.0.0");
        await ShouldServeAsync("1.0.0", "1.0.0");
    }

    [Fact]
    public async Task NewVersion_WithoutRoom_WaitsForTheOldOnesRequests()
    {
        await LoadAsync(Wish("1.0.0", 8 * Gigabyte));
        var running = await UseNowAsync("1.0.0");
        var load = LoadAsync(Wish("2.0.0", 8 * Gigabyte));
        await Until(() => StateOf("1.0.0") == "loading", "the old version's drain");
        var waiting = UseAsync("2.0.0");
        _loader.Unloaded.ShouldBeEmpty();

        running.Dispose();

        (await load).State.ShouldBe("loaded");
        _loader.Unloaded.ShouldBe(["1.0.0"]);
        using var use = await waiting.Within("the new version");
        _library.Models.ShouldHaveSingleItem().Version.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task NewVersion_ThatFails_BringsTheOldOneBack()
    {
        await LoadAsync(Wish("1.0.0", 8 * Gigabyte));
        _loader.Hold("2.0.0").SetException(LoadException.Failed("broken weights"));

        (await Should.ThrowAsync<LoadException>(LoadAsync(Wish("2.0.0", 8 * Gigabyte)))).Message
            .ShouldContain("broken weights");

        using var use = await UseNowAsync();
        _library.Models.ShouldHaveSingleItem().Version.ShouldBe("1.0.0");
        await Should.ThrowAsync<LoadException>(LoadAsync(Wish("2.0.0", 8 * Gigabyte)));
        _loader.Started.Count(version => version == "2.0.0").ShouldBe(1);
    }

    [Fact]
    public async Task NewVersion_WhoseOldOneNeverEnds_LeavesItInPlace()
    {
        await LoadAsync(Wish("1.0.0", 8 * Gigabyte));
        using var running = await UseNowAsync();
        var load = _library.LoadAsync(Wish("2.0.0", 8 * Gigabyte, wait: 0), CancellationToken.None);
        await Until(() => StateOf("1.0.0") == "loading", "the old version's drain");

        _time.Advance(TimeSpan.FromMinutes(5));

        await Until(() => StateOf("1.0.0") == "loaded" && StateOf("2.0.0") is null, "the old version to stay");
        await ShouldServeAsync("1.0.0", null);
        (await load).State.ShouldBe("loading");
    }

    [Fact]
    public async Task Load_WithoutLeaveToDisplace_IsRefusedWhenFull()
    {
        await LoadAsync(Wish("1.0.0", 8 * Gigabyte));

        var refusal = await Should.ThrowAsync<LoadException>(LoadAsync(Wish("2.0.0", 8 * Gigabyte, displaces: false)));

        (refusal.Status, refusal.Code).ShouldBe((507, "memory_full"));
        await ShouldServeAsync("1.0.0", null);
    }

    [Fact]
    public async Task Load_OfAnotherModel_DisplacesOnlyWhatNobodyUses()
    {
        var other = Guid.NewGuid();
        await LoadAsync(Wish("1.0.0", 8 * Gigabyte));
        var running = await UseNowAsync();
        (await Should.ThrowAsync<LoadException>(LoadAsync(Wish("9.0.0", 8 * Gigabyte, model: other)))).Code
            .ShouldBe("memory_full");
        running.Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));

        (await LoadAsync(Wish("9.0.0", 8 * Gigabyte, model: other))).State.ShouldBe("loaded");

        _loader.Unloaded.ShouldBe(["1.0.0"]);
    }

    [Fact]
    public async Task Model_UnusedForItsIdleTime_IsUnloadedAndComesBackOnDemand()
    {
        await LoadAsync(Wish("1.0.0", idle: 60));
        var running = await UseNowAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        _loader.Unloaded.ShouldBeEmpty();
        running.Dispose();
        _time.Advance(TimeSpan.FromSeconds(50));
        _loader.Unloaded.ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(20));
        await Until(() => _library.Models.Count == 0, "the model's end");

        using var use = await UseNowAsync();
        _loader.Started.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Version_AskedForStrictly_IsServedOrLoadedButNeverAnother()
    {
        await LoadAsync(Wish("1.0.0"));

        (await UseAsync("3.0.0", isStrict: true)).ShouldBeNull();
        await ShouldServeAsync("1.0.0", "3.0.0");
    }

    [Fact]
    public async Task Load_OnABackendOfFixedModels_SaysSo()
    {
        await using var library = Create(null);

        var refusal = await Should.ThrowAsync<LoadException>(library.LoadAsync(Wish("1.0.0"), CancellationToken.None));

        (refusal.Status, refusal.Code).ShouldBe((501, "loading_unsupported"));
        (library.CanLoad, library.MemoryBytes).ShouldBe((false, null));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("*", null, false)]
    [InlineData("2.0.0", "2.0.0", true)]
    [InlineData("2.0.0, *", "2.0.0", false)]
    public void VersionWish_OfAHeader_IsStrictUnlessAnyWillDo(string? header, string? version, bool isStrict) =>
        VersionWish.Parse(header).ShouldBe(new VersionWish(version, isStrict));

    private async Task ShouldServeAsync(string version, string? wanted)
    {
        using var use = await UseNowAsync(wanted);
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        var answer = new MemoryStream();
        context.Response.Body = answer;
        await use.Backend.ServeAsync(context, CancellationToken.None);
        System.Text.Encoding.UTF8.GetString(answer.ToArray()).ShouldBe(version);
    }

    /// <summary>Waits until the library, which works in the background, has come so far.</summary>
    private Task Until(Func<bool> condition, string what)
    {
        return SeeAsync().Within(what);

        async Task SeeAsync()
        {
            using var changed = new SemaphoreSlim(0);
            _library.Changed = () => changed.Release();
            while (!condition()) await changed.WaitAsync(TimeSpan.FromMilliseconds(20));
            _library.Changed = null;
        }
    }
}
