using Orleans.Runtime;

namespace Xerotier.Engine.Storage.AdoNet;

/// <summary>The database settings that the storage providers share.</summary>
internal static class AdoNetConnection
{
    private const string Npgsql = "Npgsql";

    /// <summary>Checks them before the silo starts.</summary>
    /// <exception cref="OrleansConfigurationException">The database is not PostgreSQL or not named.</exception>
    public static void Validate(string owner, string? invariant, string? connectionString)
    {
        if (invariant != Npgsql)
            throw new OrleansConfigurationException(
                $"{owner}: invariant '{invariant}' is not supported; the embedded engine knows only '{Npgsql}'.");
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new OrleansConfigurationException($"{owner}: the connection string is missing.");
    }
}
