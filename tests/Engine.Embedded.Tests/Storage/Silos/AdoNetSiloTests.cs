using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Storage.AdoNet;
using Xerotier.TestKit.Postgres;

namespace Xerotier.Engine.Tests.Storage.Silos;

[Collection(PostgresTests.Name)]
[Trait("Requires", "postgres")]
public sealed class AdoNetSiloTests(PostgresFixture fixture)
{
    private readonly string _service = $"silo-{Guid.NewGuid()}";

    [Fact]
    public async Task Silo_Restarted_FindsStateAndReminders()
    {
        await using (var silo = await StartAsync(fixture.Database))
        {
            (await silo.Pad("a").Write("kept")).ShouldBe("1");
            await silo.Pad("a").Remind("daily");
        }

        await using var restarted = await StartAsync(fixture.Database);

        (await restarted.Pad("a").Read()).ShouldBe("kept");
        (await restarted.Pad("a").Reminders()).ShouldBe(["daily"]);
    }

    [Fact]
    public async Task Server_Down_FailsReadsAndWritesWithOrleansExceptionsAndHealsByItself()
    {
        await using var server = await PostgresServer.CreateAsync();
        await using var silo = await StartAsync(await server.CreateDatabaseWithSchemaAsync());
        await silo.Pad("a").Write("before");

        await server.StopAsync();
        var write = await Should.ThrowAsync<OrleansException>(() => silo.Pad("a").Write("while down"));
        var read = await Should.ThrowAsync<OrleansException>(() => silo.Pad("b").Read());
        await server.StartAsync();

        write.InnerException.ShouldBeAssignableTo<NpgsqlException>();
        read.InnerException.ShouldBeAssignableTo<NpgsqlException>();
        (await silo.Pad("b").Read()).ShouldBe("fresh");
        (await silo.Pad("a").Write("after")).ShouldBe("2");
    }

    [Theory]
    [InlineData("Microsoft.Data.SqlClient", "Host=nowhere", "invariant")]
    [InlineData("Npgsql", "", "connection string")]
    public async Task Silo_WrongSettings_DoesNotStart(string invariant, string connectionString, string word)
    {
        var error = await Should.ThrowAsync<OrleansConfigurationException>(() => SiloOfTests.StartAsync(
            silo => silo.AddAdoNetGrainStorageAsDefault(options =>
            {
                options.Invariant = invariant;
                options.ConnectionString = connectionString;
            })));

        error.Message.ShouldContain(word);
    }

    private Task<SiloOfTests> StartAsync(string database) => SiloOfTests.StartAsync(silo =>
    {
        silo.Services.Configure<ClusterOptions>(options => options.ServiceId = _service);
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = database;
        });
        silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = database;
        });
    });
}
