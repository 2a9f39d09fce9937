using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that gets reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due.</summary>
    /// <param name="reminderName">Its name.</param>
    /// <param name="status">When it is due and was.</param>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
