using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Xerotier.Silo.Storage;

namespace Xerotier.Silo.Schema;

/// <summary>
/// <c>xerotier-silo migrate</c>: brings the database of <c>Storage:ConnectionString</c> up to date and ends. May run
/// any number of times and from several places at once.
/// </summary>
internal static class MigrateCommand
{
    public const string Name = "migrate";

    /// <summary>Runs the command and answers with the process's exit code.</summary>
    /// <exception cref="InvalidOperationException">No database is configured.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = WebApplication.CreateSlimBuilder(args).Configuration;
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        if (storage.ConnectionString is not { Length: > 0 } database)
        {
            throw new InvalidOperationException(
                $"set {StorageOptions.Section}:ConnectionString to the database that is to be migrated.");
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        string connectionString = ConnectionBudget.For(database, Name, maxConnections: 1);
        int before = await SchemaMigration.ApplyAsync(connectionString, stop.Token);
        await Console.Out.WriteLineAsync(Outcome(before));
        return 0;
    }

    private static string Outcome(int before) => before switch
    {
        SchemaMigration.Version => $"The schema is up to date (version {before}).",
        > SchemaMigration.Version =>
            $"The schema (version {before}) is newer than this build's ({SchemaMigration.Version}) and stays.",
        _ => $"The schema was brought from version {before} to {SchemaMigration.Version}.",
    };
}
