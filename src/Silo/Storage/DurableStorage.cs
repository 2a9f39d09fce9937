using Orleans.Hosting;
using Xerotier.Grains;
#if !ORLEANS_ENGINE
using Xerotier.Engine;
#endif

namespace Xerotier.Silo.Storage;

/// <summary>Chooses the store of durable state and of reminders.</summary>
internal static class DurableStorage
{
    public const string Npgsql = "Npgsql";

    /// <summary>Adds PostgreSQL, the data directory or memory.</summary>
    public static void AddDurableStorage(this ISiloBuilder silo, StorageOptions options)
    {
        if (options.Volatile)
        {
            silo.AddMemoryGrainStorage(StorageNames.Durable);
            silo.UseInMemoryReminderService();
        }
        else if (options.ConnectionString is { Length: > 0 } database)
        {
            string connectionString = ConnectionBudget.For(database, "state", options.MaxConnections);
            silo.AddAdoNetGrainStorage(StorageNames.Durable, storage =>
            {
                storage.Invariant = Npgsql;
                storage.ConnectionString = connectionString;
            });
            silo.UseAdoNetReminderService(reminders =>
                (reminders.Invariant, reminders.ConnectionString) = (Npgsql, connectionString));
        }
        else
        {
            silo.AddDirectory(options.Directory);
        }
    }

#if ORLEANS_ENGINE
    private static void AddDirectory(this ISiloBuilder silo, string directory) =>
        throw new InvalidOperationException(
            $"This build keeps state in PostgreSQL only: set {StorageOptions.Section}:ConnectionString. The data "
            + $"directory {directory} is for the embedded engine.");
#else
    private static void AddDirectory(this ISiloBuilder silo, string directory)
    {
        silo.AddFileGrainStorage(StorageNames.Durable, store => store.Directory = Path.Combine(directory, "state"));
        silo.UseFileReminderService();
    }
#endif
}
