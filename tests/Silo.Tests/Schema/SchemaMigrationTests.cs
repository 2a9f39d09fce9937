using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Xerotier.Silo.Schema;

namespace Xerotier.Silo.Tests.Schema;

[Trait("Requires", "postgres")]
public sealed class SchemaMigrationTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public void Schema_Changed_HasANewVersion()
    {
        var text = string.Concat(SchemaMigration.Files.Select(SchemaMigration.Read)).ReplaceLineEndings("\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

        (SchemaMigration.Version, hash).ShouldBe(
            (1, "3cbaf35fed1ee3727348f7d948f0b45416effa4273cc2b24c17a4383405ab9f0"),
            "the schema changed: databases in use get it only if SchemaMigration.Version grows");
    }

    [Fact]
    public async Task Apply_EmptyDatabase_BringsEveryTable()
    {
        await using var source = await database.CreateAsync();

        (await SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None)).ShouldBe(0);

        (await TablesAsync(source)).ShouldBe(
        [
            "orleansmembershiptable", "orleansmembershipversiontable", "orleansquery", "orleansreminderstable",
            "orleansstorage", "xerotier_schema",
        ]);
    }

    [Fact]
    public async Task Apply_Again_ChangesNothing()
    {
        await using var source = await database.CreateAsync();
        await SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None);
        await source.ExecuteAsync("update orleansquery set querytext = 'tuned' where querykey = 'GatewaysQueryKey'");

        (await SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None))
            .ShouldBe(SchemaMigration.Version);

        (await source.ScalarAsync<string>("select querytext from orleansquery where querykey = 'GatewaysQueryKey'"))
            .ShouldBe("tuned");
    }

    [Fact]
    public async Task Apply_SchemaOfEarlierFiles_KeepsItsRows()
    {
        await using var source = await database.CreateWithSchemaAsync();
        await source.ExecuteAsync(
            "insert into orleansstorage values (1, 0, 0, 2, 'kept', 'a', 'service', null, now(), 1)");

        (await SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None)).ShouldBe(0);

        (await source.ScalarAsync<long>("select count(*) from orleansstorage")).ShouldBe(1);
    }

    [Fact]
    public async Task Apply_FromManyPlacesAtOnce_OneDoesIt()
    {
        await using var source = await database.CreateAsync();

        var before = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None)));

        before.Order().ShouldBe([0, SchemaMigration.Version, SchemaMigration.Version, SchemaMigration.Version]);
    }

    [Fact]
    public async Task Apply_NewerSchema_Stays()
    {
        await using var source = await database.CreateAsync();
        await SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None);
        await source.ExecuteAsync($"insert into xerotier_schema (version) values ({SchemaMigration.Version + 1})");
        await source.ExecuteAsync("update orleansquery set querytext = 'of tomorrow'");

        (await SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None))
            .ShouldBe(SchemaMigration.Version + 1);

        (await source.ScalarAsync<long>("select count(*) from orleansquery where querytext <> 'of tomorrow'"))
            .ShouldBe(0);
    }

    [Fact]
    public async Task Apply_StatementFails_LeavesNothing()
    {
        await using var source = await database.CreateAsync();
        await source.ExecuteAsync("create view orleansquery as select 1 as other");

        await Should.ThrowAsync<PostgresException>(
            () => SchemaMigration.ApplyAsync(source.ConnectionString, CancellationToken.None));

        (await TablesAsync(source)).ShouldBeEmpty();
    }

    private static Task<List<string>> TablesAsync(NpgsqlDataSource source) => source.RowsAsync(
        "select table_name from information_schema.tables "
        + "where table_schema = 'public' and table_type = 'BASE TABLE' order by 1");
}
