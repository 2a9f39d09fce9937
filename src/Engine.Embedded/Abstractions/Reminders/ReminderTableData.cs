namespace Orleans;

/// <summary>Some stored reminders.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>No reminders.</summary>
    public ReminderTableData()
        : this([])
    {
    }

    /// <summary>One reminder.</summary>
    /// <param name="entry">The reminder.</param>
    public ReminderTableData(ReminderEntry entry)
        : this([entry])
    {
    }

    /// <summary>Some reminders.</summary>
    /// <param name="list">The reminders.</param>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; }

    /// <inheritdoc/>
    public override string ToString() => $"[{Reminders.Count} reminders]";
}
