using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Reminders;

/// <summary>A registered reminder.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record GrainReminder(
    [property: Id(0)] GrainId GrainId, [property: Id(1)] string ReminderName, [property: Id(2)] string ETag)
    : IGrainReminder
{
    public static GrainReminder Of(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag ?? "");
}
