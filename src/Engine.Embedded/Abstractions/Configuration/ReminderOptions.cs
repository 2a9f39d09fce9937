namespace Orleans.Hosting;

/// <summary>Reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period of a reminder. Default one minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the stored reminders are read again. Default five minutes.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the first read may take. Default five minutes.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
