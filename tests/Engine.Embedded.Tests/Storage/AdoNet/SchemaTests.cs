using Npgsql;
using Xerotier.TestKit.Postgres;

namespace Xerotier.Engine.Tests.Storage.AdoNet;

[Collection(PostgresTests.Name)]
[Trait("Requires", "postgres")]
public sealed class SchemaTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Schema_AppliedTwice_HasEveryStatementOnce()
    {
        await PostgresServer.ApplySchemaAsync(fixture.Database);
        await using var source = NpgsqlDataSource.Create(fixture.Database);

        await using var command = source.CreateCommand("select querykey from orleansquery order by querykey");
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<string>();
        while (await reader.ReadAsync())
            keys.Add(reader.GetString(0));

        keys.ShouldBe(
        [
            "CleanupDefunctSiloEntriesKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey",
            "DeleteReminderRowKey", "DeleteReminderRowsKey", "DeleteStorageKey", "GatewaysQueryKey",
            "InsertMembershipKey", "InsertMembershipVersionKey", "MembershipReadAllKey", "MembershipReadRowKey",
            "ReadFromStorageKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey",
            "ReadReminderRowsKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey",
            "WriteToStorageKey",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task State_SecondRowForOneState_IsRefused()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        const string insert =
            "insert into orleansstorage values (1, 0, 5, 2, 'state', null, 'schema tests', null, now(), 1)";
        await using (var first = source.CreateCommand(insert))
            await first.ExecuteNonQueryAsync();

        await using var second = source.CreateCommand(insert);
        var error = await Should.ThrowAsync<PostgresException>(() => second.ExecuteNonQueryAsync());

        error.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task Server_StoppedAndStarted_KeepsItsData()
    {
        await using var server = await PostgresServer.CreateAsync();
        var database = await server.CreateDatabaseWithSchemaAsync();
        await server.StopAsync();
        await Should.ThrowAsync<NpgsqlException>(() => CountAsync(database));

        await server.StartAsync();

        (await CountAsync(database)).ShouldBe(20);
    }

    private static async Task<long> CountAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from orleansquery");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
