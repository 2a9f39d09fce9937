using Npgsql;

namespace Xerotier.Silo.Storage;

/// <summary>
/// Shares the connections of the database out. Npgsql keeps a pool for each connection string, so a purpose with a name
/// of its own has a pool of its own.
/// </summary>
internal static class ConnectionBudget
{
    /// <summary>The connection string of one purpose.</summary>
    /// <param name="connectionString">How the database is reached.</param>
    /// <param name="purpose">What the connections are for; the server's activity view shows it.</param>
    /// <param name="maxConnections">Most connections at once.</param>
    public static string For(string connectionString, string purpose, int maxConnections) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = $"xerotier-{purpose}",
            MinPoolSize = 0,
            MaxPoolSize = maxConnections,
        }.ConnectionString;
}
