using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Reminders;

/// <summary>Reminders in one grain.</summary>
internal sealed class MemoryReminderTable(IGrainFactory grains) : IReminderTable
{
    private readonly IReminderTableGrain _table = grains.GetGrain<IReminderTableGrain>("table");

    public Task<ReminderTableData> ReadRows(GrainId grainId) => SelectAsync(e => e.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => SelectAsync(e =>
    {
        var hash = e.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    });

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await SelectAsync(e => e.GrainId == grainId && e.ReminderName == reminderName)).Reminders.FirstOrDefault();

    public async Task<string?> UpsertRow(ReminderEntry entry) => await _table.Upsert(entry);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        _table.Remove(grainId, reminderName, eTag);

    public Task TestOnlyClearTable() => _table.Clear();

    private async Task<ReminderTableData> SelectAsync(Func<ReminderEntry, bool> predicate) =>
        new((await _table.ReadAll()).Reminders.Where(predicate));
}
