using Npgsql;
using Xerotier.TestKit.Postgres;

namespace Xerotier.Silo.Tests;

/// <summary>A PostgreSQL server for the tests of one class.</summary>
public sealed class Database : IAsyncLifetime
{
    private PostgresServer? _server;

    public async Task InitializeAsync() => _server = await PostgresServer.CreateAsync();

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    internal async Task<NpgsqlDataSource> CreateAsync() =>
        NpgsqlDataSource.Create(await _server!.CreateDatabaseAsync());

    internal async Task<NpgsqlDataSource> CreateWithSchemaAsync() =>
        NpgsqlDataSource.Create(await _server!.CreateDatabaseWithSchemaAsync());
}
