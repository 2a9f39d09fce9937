using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Xerotier.Engine.Tests.Storage;

/// <summary>What every grain storage provider promises.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("agent", "one");
    private IGrainStorage? _storage;

    protected IGrainStorage Storage => _storage ?? throw new InvalidOperationException("Not initialised.");

    public async Task InitializeAsync() => _storage = await OpenAsync();

    public abstract Task DisposeAsync();

    protected abstract Task<IGrainStorage> OpenAsync();

    [Fact]
    public async Task Read_NeverWritten_GivesAFreshState()
    {
        var state = new GrainState<Notebook>(new Notebook { Text = "left over" }, "5") { RecordExists = true };

        await Storage.ReadStateAsync("notebook", Grain, state);

        state.State.ShouldNotBeNull().Text.ShouldBe("fresh");
        state.ETag.ShouldBeNull();
        state.RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Write_ThenRead_BringsItBack()
    {
        var written = new GrainState<Notebook>(new Notebook { Text = "hello \u00e9\ud83d\ude80" });
        await Storage.WriteStateAsync("notebook", Grain, written);

        var read = await ReadAsync("notebook", Grain);

        read.State.ShouldNotBeNull().Text.ShouldBe("hello \u00e9\ud83d\ude80");
        read.ETag.ShouldBe(written.ETag);
        read.RecordExists.ShouldBeTrue();
        written.RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Write_Again_ChangesTheETag()
    {
        var state = await WriteAsync("first");
        var first = state.ETag;

        state.State = new Notebook { Text = "second" };
        await Storage.WriteStateAsync("notebook", Grain, state);

        state.ETag.ShouldNotBe(first);
        (await ReadAsync("notebook", Grain)).State.ShouldNotBeNull().Text.ShouldBe("second");
    }

    [Fact]
    public async Task Write_StaleETag_IsInconsistentAndChangesNothing()
    {
        var current = await WriteAsync("first");
        var stale = await ReadAsync("notebook", Grain);
        await Storage.WriteStateAsync("notebook", Grain, current);

        var etag = stale.ETag;
        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("notebook", Grain, stale));

        stale.ETag.ShouldBe(etag);
        (await ReadAsync("notebook", Grain)).ETag.ShouldBe(current.ETag);
    }

    [Fact]
    public async Task Write_WithoutETagOverAnExistingState_IsInconsistent()
    {
        await WriteAsync("first");

        await Should.ThrowAsync<InconsistentStateException>(() => WriteAsync("second"));

        (await ReadAsync("notebook", Grain)).State.ShouldNotBeNull().Text.ShouldBe("first");
    }

    [Fact]
    public async Task Write_FirstTimeByMany_OneWins()
    {
        var writes = Enumerable.Range(0, 16).Select(i => Task.Run(() => WriteAsync($"writer {i}"))).ToArray();

        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                return (await write).State!.Text;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }));

        var winner = outcomes.Where(text => text is not null).ShouldHaveSingleItem();
        (await ReadAsync("notebook", Grain)).State.ShouldNotBeNull().Text.ShouldBe(winner);
    }

    [Fact]
    public async Task Clear_ThenRead_IsFreshAndCanBeWrittenAgain()
    {
        var state = await WriteAsync("first");

        await Storage.ClearStateAsync("notebook", Grain, state);
        state.RecordExists.ShouldBeFalse();
        state.State.ShouldNotBeNull().Text.ShouldBe("fresh");
        (await ReadAsync("notebook", Grain)).RecordExists.ShouldBeFalse();

        state.State = new Notebook { Text = "second life" };
        await Storage.WriteStateAsync("notebook", Grain, state);
        (await ReadAsync("notebook", Grain)).State.ShouldNotBeNull().Text.ShouldBe("second life");
    }

    [Fact]
    public async Task Clear_StaleETag_IsInconsistentAndChangesNothing()
    {
        var current = await WriteAsync("first");
        var stale = await ReadAsync("notebook", Grain);
        await Storage.WriteStateAsync("notebook", Grain, current);

        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.ClearStateAsync("notebook", Grain, stale));

        (await ReadAsync("notebook", Grain)).RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Clear_NeverWritten_DoesNothing()
    {
        var state = new GrainState<Notebook>(new Notebook());

        await Storage.ClearStateAsync("notebook", Grain, state);

        state.RecordExists.ShouldBeFalse();
        (await ReadAsync("notebook", Grain)).RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Write_AfterClearByAnotherActivation_IsInconsistent()
    {
        var cleared = await WriteAsync("first");
        var stale = await ReadAsync("notebook", Grain);
        await Storage.ClearStateAsync("notebook", Grain, cleared);

        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("notebook", Grain, stale));
    }

    [Fact]
    public async Task States_OfOtherNamesAndKeys_AreSeparate()
    {
        GrainId[] grains =
        [
            GrainId.Create("agent", "one"), GrainId.Create("agent", "One"), GrainId.Create("agent", "\u00e9/\u00fc"),
            GrainId.Create(GrainType.Create("agent"), GrainIdKeyExtensions.CreateIntegerKey(255)),
            GrainId.Create(GrainType.Create("agent"), GrainIdKeyExtensions.CreateIntegerKey(255, "one")),
            GrainId.Create(GrainType.Create("agent"), GrainIdKeyExtensions.CreateGuidKey(Guid.Empty)),
            GrainId.Create(GrainType.Create("agent"), GrainIdKeyExtensions.CreateGuidKey(Guid.Empty, "one")),
        ];
        string[] names = ["a", "b"];
        var places = grains.SelectMany(grain => names.Select(name => (Name: name, Grain: grain))).ToArray();

        foreach (var (name, grain) in places)
        {
            var state = new GrainState<Notebook>(new Notebook { Text = $"{name} {grain}" });
            await Storage.WriteStateAsync(name, grain, state);
        }

        foreach (var (name, grain) in places)
            (await ReadAsync(name, grain)).State.ShouldNotBeNull().Text.ShouldBe($"{name} {grain}");
    }

    private async Task<GrainState<Notebook>> WriteAsync(string text)
    {
        var state = new GrainState<Notebook>(new Notebook { Text = text });
        await Storage.WriteStateAsync("notebook", Grain, state);
        return state;
    }

    private async Task<GrainState<Notebook>> ReadAsync(string name, GrainId grain)
    {
        var state = new GrainState<Notebook>();
        await Storage.ReadStateAsync(name, grain, state);
        return state;
    }
}
