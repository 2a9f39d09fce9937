using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders.</summary>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder, or changes the one with that name.</summary>
    /// <param name="callingGrainId">The grain.</param>
    /// <param name="reminderName">Its name.</param>
    /// <param name="dueTime">When first.</param>
    /// <param name="period">How often then; at least one minute by default.</param>
    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder.</summary>
    /// <param name="callingGrainId">The grain.</param>
    /// <param name="reminder">The reminder.</param>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>A reminder of a grain; null when there is none of that name.</summary>
    /// <param name="callingGrainId">The grain.</param>
    /// <param name="reminderName">Its name.</param>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>The reminders of a grain.</summary>
    /// <param name="callingGrainId">The grain.</param>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
