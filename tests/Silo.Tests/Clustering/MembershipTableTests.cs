using Npgsql;

namespace Xerotier.Silo.Tests.Clustering;

/// <summary>The statements by which silos agree who is in the cluster, run as the provider runs them.</summary>
[Trait("Requires", "postgres")]
public sealed class MembershipTableTests(Database database) : IClassFixture<Database>
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public async Task Insert_FirstSilo_TakesTheVersion()
    {
        await using var table = await CreateAsync();

        (await table.ChangeAsync("InsertMembershipVersionKey")).ShouldBe(0);
        (await table.InsertAsync(11_111, version: 0)).ShouldBe(1);

        (await table.AllAsync()).ShouldBe(
            [$"1|10.0.0.1|11111|7|silo|host|{Active}|30000||01/02/2026 03:04:05|01/02/2026 03:04:05"]);
    }

    [Fact]
    public async Task Insert_SameVersionTwice_TheSecondChangesNothing()
    {
        await using var table = await CreateAsync();

        (await table.InsertAsync(11_111, version: 0)).ShouldBe(1);
        (await table.InsertAsync(11_112, version: 0)).ShouldBe(0);

        (await table.VersionAsync()).ShouldBe(1);
        (await table.AllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Insert_ManyAtOnceWithOneVersion_OneWins()
    {
        await using var table = await CreateAsync();

        var changed = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => table.InsertAsync(11_111 + number, version: 0)));

        changed.Sum().ShouldBe(1);
        (await table.VersionAsync()).ShouldBe(1);
        (await table.AllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Insert_SiloThatIsThere_ChangesNothing()
    {
        await using var table = await CreateAsync();
        await table.InsertAsync(11_111, version: 0);

        (await table.InsertAsync(11_111, version: 1)).ShouldBe(0);

        (await table.VersionAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Update_StaleVersion_ChangesNothing()
    {
        await using var table = await CreateAsync();
        await table.InsertAsync(11_111, version: 0);

        (await table.UpdateAsync(11_111, Dead, version: 0)).ShouldBe(0);
        (await table.UpdateAsync(11_112, Dead, version: 1)).ShouldBe(0);
        (await table.VersionAsync()).ShouldBe(1);
        (await table.UpdateAsync(11_111, Dead, version: 1)).ShouldBe(1);

        (await table.VersionAsync()).ShouldBe(2);
        (await table.AllAsync()).Single().ShouldContain($"|{Dead}|30000|10.0.0.2:1@2,then|");
    }

    [Fact]
    public async Task Read_UnknownSilo_AnswersTheVersionAlone()
    {
        await using var table = await CreateAsync();
        await table.InsertAsync(11_111, version: 0);

        (await table.ReadAsync("MembershipReadRowKey", Silo(11_111))).Single().ShouldStartWith("1|10.0.0.1|11111|");
        (await table.ReadAsync("MembershipReadRowKey", Silo(11_112))).ShouldBe(["1||||||||||"]);
    }

    [Fact]
    public async Task Gateways_AreActiveSilosWithAPort()
    {
        await using var table = await CreateAsync();
        await table.InsertAsync(11_111, version: 0);
        await table.InsertAsync(11_112, version: 1);
        await table.InsertAsync(11_113, version: 2, proxyPort: 0);
        await table.UpdateAsync(11_112, Dead, version: 3);

        (await table.ReadAsync("GatewaysQueryKey", ("Status", Active))).ShouldBe(["10.0.0.1|30000|7"]);
    }

    [Fact]
    public async Task Cleanup_DeletesOldDefunctSilosAndNoOthers()
    {
        await using var table = await CreateAsync();
        for (var number = 0; number < 12; number++)
        {
            await table.InsertAsync(11_111 + number, version: number);
        }

        for (var number = 0; number < 10; number++)
        {
            await table.UpdateAsync(11_111 + number, Dead, version: 12 + number);
        }

        await table.ChangeAsync(
            "UpdateIAmAlivetimeKey", [.. Silo(11_111), ("IAmAliveTime", Start.AddHours(2))]);

        await table.ChangeAsync("CleanupDefunctSiloEntriesKey", ("IAmAliveTime", Start.AddHours(1)));

        var left = await table.AllAsync();
        left.Select(row => row.Split('|')[2]).Order().ShouldBe(["11111", "11121", "11122"]);
        (await table.VersionAsync()).ShouldBe(22);
    }

    [Fact]
    public async Task Delete_Cluster_LeavesOthersAlone()
    {
        await using var table = await CreateAsync();
        await table.InsertAsync(11_111, version: 0);
        var other = table with { Cluster = "other" };
        await other.ChangeAsync("InsertMembershipVersionKey");
        await other.InsertAsync(11_111, version: 0);

        await table.ChangeAsync("DeleteMembershipTableEntriesKey");

        (await table.AllAsync()).ShouldBeEmpty();
        (await other.AllAsync()).Count.ShouldBe(1);
    }

    private static (string, object?)[] Silo(int port) =>
        [("Address", "10.0.0.1"), ("Port", port), ("Generation", 7)];

    private async Task<Table> CreateAsync()
    {
        var table = new Table(await database.CreateWithSchemaAsync(), "mine");
        await table.ChangeAsync("InsertMembershipVersionKey");
        return table;
    }

    private sealed record Table(NpgsqlDataSource Source, string Cluster) : IAsyncDisposable
    {
        public Task<int> InsertAsync(int port, int version, int proxyPort = 30_000) => ChangeAsync(
            "InsertMembershipKey",
            [
                .. Silo(port), ("SiloName", "silo"), ("HostName", "host"), ("Status", Active),
                ("ProxyPort", proxyPort), ("StartTime", Start), ("IAmAliveTime", Start), ("Version", version),
            ]);

        public Task<int> UpdateAsync(int port, int status, int version) => ChangeAsync(
            "UpdateMembershipKey",
            [
                .. Silo(port), ("Status", status), ("SuspectTimes", "10.0.0.2:1@2,then"), ("IAmAliveTime", Start),
                ("Version", version),
            ]);

        /// <summary>Answers the count that the statement returns; 0 when it returns none.</summary>
        public async Task<int> ChangeAsync(string key, params (string, object?)[] parameters) =>
            (await ReadAsync(key, parameters)) is [var count] ? int.Parse(count) : 0;

        public async Task<List<string>> ReadAsync(string key, params (string, object?)[] parameters)
        {
            var text = await Source.ScalarAsync<string>(
                "select querytext from orleansquery where querykey = @key", ("key", key));
            return await Source.RowsAsync(text, [("DeploymentId", Cluster), .. parameters]);
        }

        public Task<List<string>> AllAsync() => ReadAsync("MembershipReadAllKey");

        public async Task<int> VersionAsync() => int.Parse((await AllAsync())[0].Split('|')[0]);

        public ValueTask DisposeAsync() => Source.DisposeAsync();
    }
}
