using Xerotier.TestKit.Postgres;

namespace Xerotier.Engine.Tests.Storage.AdoNet;

/// <summary>One server and database for all classes; each test takes a service id of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("The server was not started.");

    /// <summary>Connection string of a database with the schema.</summary>
    public string Database { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.CreateAsync();
        Database = await _server.CreateDatabaseWithSchemaAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
