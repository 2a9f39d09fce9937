using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using Xerotier.Engine.Storage.AdoNet;

namespace Xerotier.Engine.Tests.Storage.AdoNet;

[Collection(PostgresTests.Name)]
[Trait("Requires", "postgres")]
public sealed class AdoNetGrainStorageTests(PostgresFixture fixture) : GrainStorageContract
{
    private readonly List<AdoNetGrainStorage> _opened = [];
    private readonly string _service = $"tests-{Guid.NewGuid()}";

    public override async Task DisposeAsync()
    {
        foreach (var storage in _opened)
            await storage.DisposeAsync();
    }

    protected override Task<IGrainStorage> OpenAsync() => StartAsync(fixture.Database);

    [Fact]
    public async Task Write_TextKey_LeavesTheRowOfTheOrleansProvider()
    {
        var state = new GrainState<Notebook>(new Notebook { Text = "x" });
        await Storage.WriteStateAsync("agent", GrainId.Create("any", "proj_1"), state);

        var row = await RowAsync();

        row["grainidhash"].ShouldBe(-689735761);
        row["grainidn0"].ShouldBe(0L);
        row["grainidn1"].ShouldBe(0L);
        row["graintypehash"].ShouldBe(-1439325946);
        row["graintypestring"].ShouldBe("agent");
        row["grainidextensionstring"].ShouldBe("proj_1");
        row["serviceid"].ShouldBe(_service);
        row["payloadbinary"].ShouldBe("""{"Text":"x"}"""u8.ToArray());
        row["version"].ShouldBe(1);
        state.ETag.ShouldBe("1");
    }

    [Fact]
    public async Task Clear_KeepsTheRowWithoutPayload()
    {
        var state = new GrainState<Notebook>(new Notebook());
        await Storage.WriteStateAsync("agent", GrainId.Create("any", "proj_1"), state);
        await Storage.ClearStateAsync("agent", GrainId.Create("any", "proj_1"), state);

        var row = await RowAsync();

        row["payloadbinary"].ShouldBe(DBNull.Value);
        row["version"].ShouldBe(2);
        state.ETag.ShouldBe("2");
    }

    [Fact]
    public async Task Clear_DeleteStateOnClear_RemovesTheRow()
    {
        var storage = await StartAsync(fixture.Database, deleteOnClear: true);
        var state = new GrainState<Notebook>(new Notebook());
        await storage.WriteStateAsync("agent", GrainId.Create("any", "proj_1"), state);

        await storage.ClearStateAsync("agent", GrainId.Create("any", "proj_1"), state);

        (await RowsAsync()).ShouldBeEmpty();
        state.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Server_StoppedAndStarted_FailsLoudlyThenServesAgain()
    {
        await using var server = await TestKit.Postgres.PostgresServer.CreateAsync();
        var storage = await StartAsync(await server.CreateDatabaseWithSchemaAsync());
        var grain = GrainId.Create("any", "proj_1");
        var state = new GrainState<Notebook>(new Notebook { Text = "before" });
        await storage.WriteStateAsync("agent", grain, state);

        await server.StopAsync();
        state.State!.Text = "while down";
        await Should.ThrowAsync<NpgsqlException>(() => storage.WriteStateAsync("agent", grain, state));
        await Should.ThrowAsync<NpgsqlException>(
            () => storage.ReadStateAsync("agent", grain, new GrainState<Notebook>()));
        state.ETag.ShouldBe("1");

        await server.StartAsync();
        var read = new GrainState<Notebook>();
        await storage.ReadStateAsync("agent", grain, read);
        read.State.ShouldNotBeNull().Text.ShouldBe("before");
        await storage.WriteStateAsync("agent", grain, state);
        state.ETag.ShouldBe("2");
    }

    [Fact]
    public async Task Start_DatabaseWithoutSchema_SaysWhatToApply()
    {
        var empty = await fixture.Server.CreateDatabaseAsync();

        var error = await Should.ThrowAsync<OrleansConfigurationException>(() => StartAsync(empty));

        error.Message.ShouldContain("deploy/postgres");
    }

    private async Task<IGrainStorage> StartAsync(string database, bool deleteOnClear = false)
    {
        var options = new AdoNetGrainStorageOptions
        {
            Invariant = "Npgsql",
            ConnectionString = database,
            GrainStorageSerializer = new JsonSerializerOfTests(),
            DeleteStateOnClear = deleteOnClear,
        };
        var storage = new AdoNetGrainStorage("tests", options, _service);
        _opened.Add(storage);
        await storage.StartAsync(CancellationToken.None);
        return storage;
    }

    private async Task<Dictionary<string, object>> RowAsync() => (await RowsAsync()).ShouldHaveSingleItem();

    private async Task<List<Dictionary<string, object>>> RowsAsync()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        await using var command = source.CreateCommand("select * from orleansstorage where serviceid = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _service });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue));
        return rows;
    }
}
