using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Xerotier.Engine.Storage.AdoNet;

namespace Xerotier.Engine.Tests.Storage.AdoNet;

[Collection(PostgresTests.Name)]
[Trait("Requires", "postgres")]
public sealed class AdoNetReminderTableTests(PostgresFixture fixture)
    : ReminderTableContract
{
    private readonly List<AdoNetReminderTable> _tables = [];
    private readonly string _service = $"tests-{Guid.NewGuid()}";

    public override async Task DisposeAsync()
    {
        foreach (var table in _tables)
            await table.DisposeAsync();
    }

    protected override async Task<IReminderTable> OpenAsync()
    {
        var options = new AdoNetReminderTableOptions { Invariant = "Npgsql", ConnectionString = fixture.Database };
        var table = new AdoNetReminderTable(options, _service);
        await table.StartAsync();
        _tables.Add(table);
        return table;
    }

    [Fact]
    public async Task Upsert_LeavesTheRowOfTheOrleansTable()
    {
        await Table.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("counter", "one"),
            ReminderName = "daily",
            StartAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Period = TimeSpan.FromMinutes(1),
        });

        await using var source = NpgsqlDataSource.Create(fixture.Database);
        await using var command = source.CreateCommand(
            "select grainid, remindername, period, grainhash, version from orleansreminderstable where serviceid = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _service });
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        var row = new object[reader.FieldCount];
        reader.GetValues(row);

        row.ShouldBe(["counter/one", "daily", 60_000L, unchecked((int)0xFBB21E82), 0]);
    }
}
