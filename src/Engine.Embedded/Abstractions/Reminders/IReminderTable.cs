using Orleans.Runtime;

namespace Orleans;

/// <summary>Stores reminders.</summary>
public interface IReminderTable
{
    /// <summary>Starts the table.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of a grain.</summary>
    /// <param name="grainId">The grain.</param>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The reminders whose grain's uniform hash is in (begin, end], wrapping when begin &gt;= end.</summary>
    /// <param name="begin">The lower bound, exclusive.</param>
    /// <param name="end">The upper bound, inclusive.</param>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>A reminder; null when there is none.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="reminderName">Its name.</param>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder and answers its new version.</summary>
    /// <param name="entry">The reminder.</param>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder if it still has the version; says whether it did.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="reminderName">Its name.</param>
    /// <param name="eTag">Its version.</param>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes all reminders; for tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>Stops the table.</summary>
    /// <param name="cancellationToken">Asks for a quick stop.</param>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
