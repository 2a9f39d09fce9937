using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;
using Xerotier.Grains.Projects;
using Xerotier.Silo.Storage;

namespace Xerotier.Silo.Tests.Storage;

/// <summary>
/// One database serves both engines: each reads, updates and writes the row below, which the Orleans provider wrote.
/// The same tests run on both, each with its own provider.
/// </summary>
[Trait("Requires", "postgres")]
public sealed class SharedRowsTests(Database database) : IClassFixture<Database>, IAsyncLifetime
{
    private const string ProjectId = "proj_loa1hpkwzj9afkj63mtpmn2r";

    private const string Payload =
        """{"slug":"acme","name":"Acme","plan":"paid","features":["model_sharing"],"""
        + "\"created\":\"2026-01-02T03:04:05+00:00\",\"owned\":[]}";

    /// <summary>Everything but payload and time of change, as written by Microsoft.Orleans.Persistence.AdoNet
    /// 10.4.2.</summary>
    private const string RowOfOrleans =
        "-502855136|0|0|-626970086|project|proj_loa1hpkwzj9afkj63mtpmn2r|shared-rows|1";

    private NpgsqlDataSource _source = null!;
    private InProcessTestCluster _cluster = null!;

    private IProjectGrain Project => _cluster.Client.GetGrain<IProjectGrain>(ProjectId);

    public async Task InitializeAsync()
    {
        _source = await database.CreateWithSchemaAsync();
        _cluster = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task Write_NewState_IsTheRowThatOrleansWrites()
    {
        await Project.CreateAsync(new ProjectSpec("acme", "Acme", "paid", ["model_sharing"]));

        (await RowsAsync()).ShouldBe([RowOfOrleans]);
        (await PayloadAsync()).ShouldStartWith("""{"slug":"acme","name":"Acme","plan":"paid",""");
    }

    [Fact]
    public async Task Read_RowOfOrleans_IsTheStateAndItsNextVersion()
    {
        await InsertAsync();

        var read = await Project.GetAsync();
        var updated = await Project.UpdateAsync(new ProjectPatch("free", null));

        read.Value!.Created.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        read.Value.Features.ShouldBe(["model_sharing"]);
        updated.Value!.Plan.ShouldBe("free");
        (await RowsAsync()).ShouldBe([RowOfOrleans[..^1] + "2"]);
        (await PayloadAsync()).ShouldBe(Payload.Replace("paid", "free"));
    }

    [Fact]
    public async Task Write_RowChangedByAnother_IsRefusedAndReadAnew()
    {
        await InsertAsync();
        await Project.GetAsync();
        await _source.ExecuteAsync(
            "update orleansstorage set version = version + 1, payloadbinary = convert_to(@payload, 'UTF8')",
            ("payload", Payload.Replace("Acme", "Changed")));

        await Should.ThrowAsync<InconsistentStateException>(
            () => Project.UpdateAsync(new ProjectPatch("free", null)).AsTask());
        var after = await Project.UpdateAsync(new ProjectPatch("free", null));

        after.Value!.Name.ShouldBe("Changed");
        (await RowsAsync()).ShouldBe([RowOfOrleans[..^1] + "3"]);
    }

    [Fact]
    public async Task Read_StateThatWasCleared_IsNone()
    {
        await InsertAsync();
        await _source.ExecuteAsync("update orleansstorage set version = version + 1, payloadbinary = null");

        (await Project.GetAsync()).Value.ShouldBeNull();
        await Project.CreateAsync(new ProjectSpec("again", "Again", "paid", []));

        (await RowsAsync()).ShouldBe([RowOfOrleans[..^1] + "3"]);
    }

    private async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
            silo.AddDurableStorage(new StorageOptions { ConnectionString = _source.ConnectionString });
            silo.Services.AddProjects();
            silo.Services.PostConfigure<ClusterOptions>(options => options.ServiceId = "shared-rows");
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private Task InsertAsync()
    {
        var columns = RowOfOrleans.Split('|');
        return _source.ExecuteAsync(
            """
            insert into orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
                grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
            values (@hash, @n0, @n1, @type, @state, @key, @service, convert_to(@payload, 'UTF8'), now(), 1)
            """,
            ("hash", int.Parse(columns[0])),
            ("n0", long.Parse(columns[1])),
            ("n1", long.Parse(columns[2])),
            ("type", int.Parse(columns[3])),
            ("state", columns[4]),
            ("key", columns[5]),
            ("service", columns[6]),
            ("payload", Payload));
    }

    private Task<List<string>> RowsAsync() => _source.RowsAsync(
        "select grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, "
        + "serviceid, version from orleansstorage");

    private Task<string> PayloadAsync() =>
        _source.ScalarAsync<string>("select convert_from(payloadbinary, 'UTF8') from orleansstorage");
}
