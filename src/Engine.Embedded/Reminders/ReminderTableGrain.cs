using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Reminders;

/// <summary>Keeps reminders in memory.</summary>
[KeepAlive]
[GrainType("xerotier.engine.reminders")]
internal sealed class ReminderTableGrain : Grain, IReminderTableGrain
{
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _entries = [];
    private long _lastVersion;

    public Task<ReminderTableData> ReadAll() => Task.FromResult(new ReminderTableData(_entries.Values));

    public Task<string> Upsert(ReminderEntry entry)
    {
        var version = (++_lastVersion).ToString(CultureInfo.InvariantCulture);
        entry.ETag = version;
        _entries[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult(version);
    }

    public Task<bool> Remove(GrainId grainId, string reminderName, string version) =>
        Task.FromResult(
            _entries.TryGetValue((grainId, reminderName), out var entry) && entry.ETag == version
            && _entries.Remove((grainId, reminderName)));

    public Task Clear()
    {
        _entries.Clear();
        return Task.CompletedTask;
    }
}
