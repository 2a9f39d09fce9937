using Microsoft.Extensions.Logging;
using Xerotier.Agent.Tunnel;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>
/// Models on disk, within a limit that counts partly fetched files too: what was not used for longest goes first, what
/// is loaded or being fetched never. Survives restarts of the agent.
/// </summary>
internal sealed partial class ModelCache
{
    private const int LogSteps = 10;

    private readonly ModelOptions _options;
    private readonly ArtifactClient _client;
    private readonly AgentClock _clock;
    private readonly AgentMetrics _metrics;
    private readonly ILogger<ModelCache> _log;
    private readonly FileFetch _files;
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelKey, CachedVersion> _complete = [];
    private readonly Dictionary<ModelKey, ModelManifest> _fetching = [];
    private readonly Dictionary<ModelKey, int> _held = [];
    private long? _platformLimit;

    public ModelCache(
        ModelOptions options, ArtifactClient client, AgentClock clock, AgentMetrics metrics, ILogger<ModelCache> log)
    {
        (_options, _client, _clock, _metrics, _log) = (options, client, clock, metrics, log);
        _files = new FileFetch(client, options, clock);
        foreach (var folder in Folders())
        {
            foreach (var version in folder.Complete()) _complete[version.Key] = version;
        }
    }

    /// <summary>Bytes on disk.</summary>
    public long Bytes => Folders().Sum(folder => folder.Bytes());

    /// <summary>Versions that are completely here, the latest used first.</summary>
    public IReadOnlyList<CachedVersion> Complete
    {
        get
        {
            lock (_lock) return [.. _complete.Values.OrderByDescending(version => version.LastUsed)];
        }
    }

    private long Limit => Math.Min(_options.MaxBytes, _platformLimit ?? long.MaxValue);

    /// <summary>Takes over what the platform allows; null for no limit beyond the agent's own.</summary>
    public void SetPlatformLimit(long? bytes)
    {
        lock (_lock)
        {
            if (_platformLimit == bytes) return;
            _platformLimit = bytes;
            _ = TryFit(out _);
        }
    }

    /// <summary>Keeps a version from eviction until the same number of <see cref="Release"/>.</summary>
    public void Hold(ModelKey model)
    {
        lock (_lock) _held[model] = _held.GetValueOrDefault(model) + 1;
    }

    public void Release(ModelKey model)
    {
        lock (_lock)
        {
            if (_held[model] == 1) _held.Remove(model);
            else _held[model]--;
        }
    }

    /// <summary>Has the model's files here when it returns; only one fetch of a version at a time.</summary>
    /// <param name="wish">The model.</param>
    /// <param name="progress">Is told how much has arrived, 0 to 1.</param>
    /// <param name="cancellationToken">Gives it up; what has arrived stays for the next time.</param>
    /// <returns>The directory with its files.</returns>
    /// <exception cref="LoadException">It cannot be had.</exception>
    public async Task<string> FetchAsync(
        ModelLoadRequest wish, Action<double> progress, CancellationToken cancellationToken)
    {
        var model = LoadWish.Key(wish);
        var folder = new ModelFolder(_options.Directory, model.ModelId);
        lock (_lock)
        {
            if (_complete.TryGetValue(model, out var here)) return Use(folder, here with { Wish = wish });
        }
        var manifest = await GetManifestAsync(model, cancellationToken);
        var missing = Reserve(folder, model, manifest);
        try
        {
            LogFetching(model, manifest.Files.Count, missing);
            await FetchFilesAsync(folder, model, manifest, missing, progress, cancellationToken);
            folder.Link(wish, manifest);
            LogFetched(model);
            lock (_lock) return Use(folder, new CachedVersion(wish, manifest, _clock.Time.GetUtcNow()));
        }
        finally
        {
            lock (_lock) _fetching.Remove(model);
        }
    }

    private async Task<ModelManifest> GetManifestAsync(ModelKey model, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_clock.Random, _options.FetchRetryDelay);
        for (var attempt = 1; ; attempt++)
        {
            using var silence = new CancellationTokenSource(_options.FetchTimeout, _clock.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
            try
            {
                var manifest = await _client.GetManifestAsync(model, stop.Token);
                ManifestCheck.ThrowIfInvalid(manifest, model);
                return manifest;
            }
            catch (Exception e) when (AgentHttp.IsTransient(e, cancellationToken))
            {
                if (attempt >= _options.FetchAttempts) throw LoadException.Unreachable("its list of files", e.Message);
                await Task.Delay(backoff.Next(), _clock.Time, cancellationToken);
            }
        }
    }

    private async Task FetchFilesAsync(
        ModelFolder folder, ModelKey model, ModelManifest manifest, long missing, Action<double> progress,
        CancellationToken cancellationToken)
    {
        long arrived = 0;
        foreach (var file in manifest.Files)
        {
            await _files.RunAsync(model, file, folder.PathOfBlob(file.Sha256), Count, cancellationToken);
        }

        void Count(int bytes)
        {
            var before = arrived * LogSteps / Math.Max(1, missing);
            arrived += bytes;
            _metrics.Fetched(bytes);
            progress(Math.Min(1, (double)arrived / Math.Max(1, missing)));
            var after = arrived * LogSteps / Math.Max(1, missing);
            if (after > before) LogProgress(model, after * 100 / LogSteps, arrived);
        }
    }

    private string Use(ModelFolder folder, CachedVersion version)
    {
        var now = _clock.Time.GetUtcNow();
        folder.Touch(version.Wish, now);
        _complete[version.Key] = version with { LastUsed = now };
        return folder.PathOfFiles(version.Key.Version);
    }

    /// <summary>Makes room for what is missing of a version; returns how many bytes that is.</summary>
    private long Reserve(ModelFolder folder, ModelKey model, ModelManifest manifest)
    {
        lock (_lock)
        {
            _fetching.Add(model, manifest);
            var missing = Missing(folder, manifest);
            if (TryFit(out var limit)) return missing;
            _fetching.Remove(model);
            throw LoadException.StorageFull(missing, limit);
        }
    }

    /// <summary>Deletes until all that is here and on its way fits.</summary>
    private bool TryFit(out long limit)
    {
        limit = Limit;
        if (Expected() <= limit) return true;
        // What belongs to no version goes first: parts of fetches that nobody has taken up again.
        Sweep();
        while (Expected() > limit)
        {
            if (!TryEvict()) return false;
            Sweep();
        }
        return true;
    }

    private long Expected() => Bytes + _fetching.Sum(
        fetch => Missing(new ModelFolder(_options.Directory, fetch.Key.ModelId), fetch.Value));

    private bool TryEvict()
    {
        var victim = _complete.Values
            .Where(version => !_held.ContainsKey(version.Key) && !_fetching.ContainsKey(version.Key))
            .MinBy(version => version.LastUsed);
        if (victim is null) return false;
        _complete.Remove(victim.Key);
        new ModelFolder(_options.Directory, victim.Key.ModelId).Remove(victim.Key.Version);
        LogEvicted(victim.Key);
        return true;
    }

    private void Sweep()
    {
        var keep = _fetching.Values.Concat(_complete.Values.Select(version => version.Manifest))
            .ToLookup(manifest => manifest.ModelId, manifest => manifest.Files.Select(file => file.Sha256));
        foreach (var id in ModelIds())
            new ModelFolder(_options.Directory, id).Sweep(keep[id].SelectMany(hashes => hashes).ToHashSet());
    }

    private static long Missing(ModelFolder folder, ModelManifest manifest) => manifest.Files
        .DistinctBy(file => file.Sha256)
        .Sum(file => Math.Max(0, file.Bytes - folder.BytesOf(file.Sha256)));

    private IEnumerable<ModelFolder> Folders() => ModelIds().Select(id => new ModelFolder(_options.Directory, id));

    private IEnumerable<Guid> ModelIds()
    {
        if (!Directory.Exists(_options.Directory)) yield break;
        foreach (var path in Directory.EnumerateDirectories(_options.Directory))
        {
            if (Guid.TryParseExact(Path.GetFileName(path), "D", out var id)) yield return id;
        }
    }

    [LoggerMessage(1701, LogLevel.Information, "Fetching {Model}: {Files} files, {Bytes} bytes are missing")]
    private partial void LogFetching(ModelKey model, int files, long bytes);

    [LoggerMessage(1702, LogLevel.Information, "Fetching {Model}: {Percent} %, {Bytes} bytes arrived")]
    private partial void LogProgress(ModelKey model, long percent, long bytes);

    [LoggerMessage(1703, LogLevel.Information, "Fetched {Model}")]
    private partial void LogFetched(ModelKey model);

    [LoggerMessage(1704, LogLevel.Information, "Deleted {Model} from the disk to make room")]
    private partial void LogEvicted(ModelKey model);
}
