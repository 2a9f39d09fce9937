using Orleans;

namespace Xerotier.Engine.Reminders;

/// <summary>Keeps reminders in memory, for as long as its silo lives.</summary>
[Alias("xerotier.engine.reminders")]
internal interface IReminderTableGrain : IGrainWithStringKey
{
    /// <summary>All reminders.</summary>
    [Alias("ReadAll")]
    Task<ReminderTableData> ReadAll();

    /// <summary>Writes a reminder and answers its new version.</summary>
    [Alias("Upsert")]
    Task<string> Upsert(ReminderEntry entry);

    /// <summary>Removes a reminder if it still has the version.</summary>
    [Alias("Remove")]
    Task<bool> Remove(Orleans.Runtime.GrainId grainId, string reminderName, string version);

    /// <summary>Removes all reminders.</summary>
    [Alias("Clear")]
    Task Clear();
}
