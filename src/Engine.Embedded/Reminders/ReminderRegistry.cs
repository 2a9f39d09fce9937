using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Xerotier.Engine.Reminders;

/// <summary>Registers reminders: in the table, and with the service that sends them.</summary>
internal sealed class ReminderRegistry(
    IReminderTable table, ReminderService service, IOptions<ReminderOptions> options, TimeProvider time)
    : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        CheckTime(dueTime, nameof(dueTime));
        CheckTime(period, nameof(period));
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        var shortest = options.Value.MinimumReminderPeriod;
        if (period < shortest)
        {
            throw new ArgumentException(
                $"Reminder '{reminderName}' has a period of {period}; at least {shortest} is allowed.", nameof(period));
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register reminder '{reminderName}' of {callingGrainId}.");
        service.OnRegistered(entry);
        return GrainReminder.Of(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not GrainReminder known)
            throw new ArgumentException("The reminder was not registered by this engine.", nameof(reminder));
        if (!await table.RemoveRow(known.GrainId, known.ReminderName, known.ETag))
            throw new ReminderException($"Could not unregister reminder '{known.ReminderName}' of {known.GrainId}.");
        service.OnUnregistered(known.GrainId, known.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await table.ReadRow(callingGrainId, reminderName) is { } entry ? GrainReminder.Of(entry) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(GrainReminder.Of)];

    private static void CheckTime(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(name, value, "A reminder's times must be finite and not negative.");
    }
}
