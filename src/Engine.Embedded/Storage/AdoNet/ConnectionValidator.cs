using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Storage.AdoNet;

/// <summary>Checks the database settings of a provider before the silo starts.</summary>
internal sealed class ConnectionValidator(string provider, string? invariant, string? connectionString)
    : IConfigurationValidator
{
    private const string Npgsql = "Npgsql";

    public void ValidateConfiguration()
    {
        if (invariant != Npgsql)
        {
            throw new OrleansConfigurationException(
                $"{provider}: invariant '{invariant}' is not supported; the embedded engine knows only '{Npgsql}'.");
        }

        if (string.IsNullOrWhiteSpace(connectionString))
            throw new OrleansConfigurationException($"{provider}: the connection string is missing.");
    }
}
