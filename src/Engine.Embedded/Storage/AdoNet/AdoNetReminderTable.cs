using System.Globalization;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Xerotier.Engine.Storage.AdoNet;

/// <summary>
/// Reminders in PostgreSQL, in rows that the Orleans ADO.NET reminder table reads and writes too. Runs the statements
/// of table <c>orleansquery</c> (<c>deploy/postgres</c>).
/// </summary>
internal sealed class AdoNetReminderTable(AdoNetReminderTableOptions options, string serviceId)
    : IReminderTable, IAsyncDisposable
{
    private const string Upsert = "UpsertReminderRowKey";
    private const string ReadOfGrain = "ReadReminderRowsKey";
    private const string ReadOne = "ReadReminderRowKey";
    private const string ReadRange = "ReadRangeRows1Key";
    private const string ReadWrappedRange = "ReadRangeRows2Key";
    private const string DeleteOne = "DeleteReminderRowKey";
    private const string DeleteAll = "DeleteReminderRowsKey";

    private static readonly string[] Keys =
        [Upsert, ReadOfGrain, ReadOne, ReadRange, ReadWrappedRange, DeleteOne, DeleteAll];

    private NpgsqlDataSource? _source;
    private OrleansQueries? _queries;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _source = NpgsqlDataSource.Create(options.ConnectionString!);
        _queries = await OrleansQueries.ReadAsync(_source, Keys, cancellationToken).ConfigureAwait(false);
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        var command = Command(ReadOfGrain);
        AddGrain(command, grainId);
        return ReadAsync(command);
    }

    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var (from, to) = unchecked(((int)begin, (int)end));
        var command = Command(from < to ? ReadRange : ReadWrappedRange);
        command.Parameters.Add(new NpgsqlParameter<int>("BeginHash", from));
        command.Parameters.Add(new NpgsqlParameter<int>("EndHash", to));
        return ReadAsync(command);
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var command = Command(ReadOne);
        AddGrain(command, grainId);
        AddName(command, reminderName);
        return (await ReadAsync(command).ConfigureAwait(false)).Reminders.SingleOrDefault();
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        await using var command = Command(Upsert);
        AddGrain(command, entry.GrainId);
        AddName(command, entry.ReminderName);
        command.Parameters.Add(
            new NpgsqlParameter<DateTime>("StartTime", DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)));
        command.Parameters.Add(new NpgsqlParameter<long>("Period", (long)entry.Period.TotalMilliseconds));
        command.Parameters.Add(
            new NpgsqlParameter<int>("GrainHash", unchecked((int)entry.GrainId.GetUniformHashCode())));
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is int version ? ToETag(version) : null;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        await using var command = Command(DeleteOne);
        AddGrain(command, grainId);
        AddName(command, reminderName);
        command.Parameters.Add(new NpgsqlParameter<int>("Version", int.Parse(eTag, CultureInfo.InvariantCulture)));
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is > 0;
    }

    public async Task TestOnlyClearTable()
    {
        await using var command = Command(DeleteAll);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string ToETag(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static void AddGrain(NpgsqlCommand command, GrainId grainId) =>
        command.Parameters.Add(new NpgsqlParameter<string>("GrainId", grainId.ToString()));

    private static void AddName(NpgsqlCommand command, string reminderName) =>
        command.Parameters.Add(new NpgsqlParameter<string>("ReminderName", reminderName));

    private static async Task<ReminderTableData> ReadAsync(NpgsqlCommand command)
    {
        var entries = new List<ReminderEntry>();
        await using (command)
        await using (var reader = await command.ExecuteReaderAsync().ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
                entries.Add(Entry(reader));
        }

        return new ReminderTableData(entries);
    }

    private static ReminderEntry Entry(NpgsqlDataReader reader) => new()
    {
        GrainId = GrainId.Parse(reader.GetString(reader.GetOrdinal("grainid"))),
        ReminderName = reader.GetString(reader.GetOrdinal("remindername")),
        StartAt = reader.GetDateTime(reader.GetOrdinal("starttime")),
        Period = TimeSpan.FromMilliseconds(reader.GetInt64(reader.GetOrdinal("period"))),
        ETag = ToETag(reader.GetInt32(reader.GetOrdinal("version"))),
    };

    private NpgsqlCommand Command(string key)
    {
        if (_source is null || _queries is null)
            throw new InvalidOperationException("The reminder table was not started.");
        var command = _source.CreateCommand(_queries[key]);
        command.Parameters.Add(new NpgsqlParameter<string>("ServiceId", serviceId));
        return command;
    }
}
