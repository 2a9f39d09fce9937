using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using Xerotier.Engine.State;

namespace Xerotier.Engine.Storage.AdoNet;

/// <summary>
/// Grain state in PostgreSQL, in rows that the Orleans ADO.NET provider reads and writes too. Runs the statements of
/// table <c>orleansquery</c> (<c>deploy/postgres</c>). Errors of the server surface as <see cref="NpgsqlException"/>;
/// grains see them wrapped in an <see cref="OrleansException"/>.
/// </summary>
internal sealed class AdoNetGrainStorage(string name, AdoNetGrainStorageOptions options, string serviceId)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private const string Read = "ReadFromStorageKey";
    private const string Write = "WriteToStorageKey";
    private const string Clear = "ClearStorageKey";
    private const string Delete = "DeleteStorageKey";
    private NpgsqlDataSource? _source;
    private OrleansQueries? _queries;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(AdoNetGrainStorage)}-{name}", options.InitStage, StartAsync);

    /// <summary>Connects and reads the statements.</summary>
    /// <exception cref="OrleansConfigurationException">The schema is not the one expected.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _source = NpgsqlDataSource.Create(options.ConnectionString!);
        _queries = await OrleansQueries.ReadAsync(_source, [Read, Write, Clear, Delete], cancellationToken)
            .ConfigureAwait(false);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await using var command = Command(Queries[Read], stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Set(grainState, default, null, exists: false);
            return;
        }

        var payload = reader.GetOrdinal("payloadbinary");
        var version = reader.GetOrdinal("version");
        var etag = reader.IsDBNull(version) ? null : ToETag(reader.GetInt32(version));
        if (reader.IsDBNull(payload))
            Set(grainState, default, etag, exists: false);
        else
            Set(grainState, Deserialize<T>(reader.GetFieldValue<byte[]>(payload)), etag, exists: true);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await using var command = Command(Queries[Write], stateName, grainId);
        AddVersion(command, grainState.ETag);
        var payload = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        command.Parameters.Add(new NpgsqlParameter<byte[]>("PayloadBinary", payload));
        var etag = await ChangeAsync(command, "write", stateName, grainId, grainState.ETag, cancellationToken)
            .ConfigureAwait(false);
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!grainState.RecordExists && string.IsNullOrEmpty(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState, cancellationToken).ConfigureAwait(false);
            if (!grainState.RecordExists)
                return;
        }

        var query = Queries[options.DeleteStateOnClear ? Delete : Clear];
        await using var command = Command(query, stateName, grainId);
        AddVersion(command, grainState.ETag);
        var etag = await ChangeAsync(command, "clear", stateName, grainId, grainState.ETag, cancellationToken)
            .ConfigureAwait(false);
        Set(grainState, default, options.DeleteStateOnClear ? null : etag, exists: false);
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    private OrleansQueries Queries =>
        _queries ?? throw new InvalidOperationException($"Storage provider '{name}' was not started.");

    private static void Set<T>(IGrainState<T> grainState, T? state, string? etag, bool exists)
    {
        grainState.State = state ?? StateActivator<T>.Create();
        grainState.ETag = etag;
        grainState.RecordExists = exists;
    }

    private static string ToETag(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static void AddVersion(NpgsqlCommand command, string? etag) =>
        command.Parameters.Add(new NpgsqlParameter("GrainStateVersion", NpgsqlDbType.Integer)
        {
            Value = string.IsNullOrEmpty(etag) ? DBNull.Value : int.Parse(etag, CultureInfo.InvariantCulture),
        });

    /// <summary>Runs a change; answers the new ETag. No row, or the old version, means another one is stored.</summary>
    private static async Task<string> ChangeAsync(
        NpgsqlCommand command, string operation, string stateName, GrainId grainId, string? etag,
        CancellationToken cancellationToken)
    {
        var version = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        if (version is int changed && ToETag(changed) is var stored && stored != etag)
            return stored;
        throw new InconsistentStateException(
            $"The {operation} of state '{stateName}' of grain {grainId} expects ETag {etag ?? "(none)"}, " +
            "but another one is stored.", storedEtag: "unknown", currentEtag: etag);
    }

    private T? Deserialize<T>(byte[] payload) =>
        options.GrainStorageSerializer.Deserialize<T>(BinaryData.FromBytes(payload));

    private NpgsqlCommand Command(string query, string stateName, GrainId grainId)
    {
        var row = StateRow.Of(stateName, grainId);
        var command = _source!.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<int>("GrainIdHash", row.KeyHash));
        command.Parameters.Add(new NpgsqlParameter<long>("GrainIdN0", row.N0));
        command.Parameters.Add(new NpgsqlParameter<long>("GrainIdN1", row.N1));
        command.Parameters.Add(new NpgsqlParameter<int>("GrainTypeHash", row.StateHash));
        command.Parameters.Add(new NpgsqlParameter<string>("GrainTypeString", row.State));
        command.Parameters.Add(new NpgsqlParameter("GrainIdExtensionString", NpgsqlDbType.Text)
        {
            Value = (object?)row.Extension ?? DBNull.Value,
        });
        command.Parameters.Add(new NpgsqlParameter<string>("ServiceId", serviceId));
        return command;
    }
}
