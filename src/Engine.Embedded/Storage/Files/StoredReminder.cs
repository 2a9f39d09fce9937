namespace Xerotier.Engine.Storage.Files;

/// <summary>A reminder as it lies in the store (JSON).</summary>
/// <param name="GrainId">Text of the grain id.</param>
/// <param name="Name">Name of the reminder.</param>
/// <param name="StartAt">When the first tick is due, UTC.</param>
/// <param name="Period">Time between ticks.</param>
internal sealed record StoredReminder(string GrainId, string Name, DateTime StartAt, TimeSpan Period);
