using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// Reminders in a <see cref="FileStore"/>. The store belongs to this process alone, so reads are answered from memory;
/// changes are acknowledged once durable.
/// </summary>
internal sealed class FileReminderTable(FileStore store) : IReminderTable
{
    private const string Prefix = "reminder\0";
    private readonly ConcurrentDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        foreach (var key in store.Keys(Prefix))
        {
            if (await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } value)
                Remember(key, JsonSerializer.Deserialize<StoredReminder>(value.Payload.Span)!, value.Version);
        }
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Select(row => row.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Select(row =>
    {
        var hash = row.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    });

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.TryGetValue(Key(grainId, reminderName), out var row) ? row.ToEntry() : null);

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var startAt = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        var reminder = new StoredReminder(entry.GrainId.ToString(), entry.ReminderName, startAt, entry.Period);
        var key = Key(entry.GrainId, entry.ReminderName);
        var payload = JsonSerializer.SerializeToUtf8Bytes(reminder);
        var write = await store.PutAsync(key, payload, ExpectedVersion.Any).ConfigureAwait(false);
        return Remember(key, reminder, write.Version).ETag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var key = Key(grainId, reminderName);
        if (!_rows.TryGetValue(key, out var row) || row.ETag != eTag)
            return false;
        var write = await store.DeleteAsync(key, ExpectedVersion.Exactly(row.Version)).ConfigureAwait(false);
        return write.Accepted && _rows.TryRemove(KeyValuePair.Create(key, row));
    }

    public async Task TestOnlyClearTable()
    {
        foreach (var key in _rows.Keys)
        {
            await store.DeleteAsync(key, ExpectedVersion.Any).ConfigureAwait(false);
            _rows.TryRemove(key, out _);
        }
    }

    private static string Key(GrainId grainId, string name) => $"{Prefix}{grainId}\0{name}";

    private Task<ReminderTableData> Select(Func<Row, bool> matches) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(matches).Select(row => row.ToEntry())));

    // Two changes of one row may report back in either order; the later version stays.
    private Row Remember(string key, StoredReminder reminder, long version)
    {
        var row = new Row(GrainId.Parse(reminder.GrainId), reminder, version);
        _rows.AddOrUpdate(key, row, (_, known) => known.Version > version ? known : row);
        return row;
    }

    private sealed record Row(GrainId GrainId, StoredReminder Reminder, long Version)
    {
        public string ETag => Version.ToString(CultureInfo.InvariantCulture);

        public ReminderEntry ToEntry() => new()
        {
            GrainId = GrainId,
            ReminderName = Reminder.Name,
            StartAt = Reminder.StartAt,
            Period = Reminder.Period,
            ETag = ETag,
        };
    }
}
