using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.Usage;

namespace Xerotier.ApiHost.Usage;

/// <summary>
/// Collects what requests cost and hands it to the projects' usage grains each second and at shutdown. Memory is
/// bounded by what exists (one row an endpoint and day), so nothing is ever dropped: rows that wait are added up. A
/// batch whose fate is unknown is sent again as it is until it is acknowledged.
/// </summary>
internal sealed partial class UsageMeter(IGrainFactory grains, TimeProvider time, ILogger<UsageMeter> logger)
    : BackgroundService
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly Dictionary<(string ProjectId, DateOnly Day), Account> _accounts = [];

    /// <summary>Adds what one request cost.</summary>
    public void Add(string projectId, UsageRollup row)
    {
        var key = (projectId, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        lock (_lock)
        {
            if (!_accounts.TryGetValue(key, out var account))
            {
                _accounts[key] = account = new Account();
            }

            account.Add(row);
        }
    }

    /// <summary>Sends everything that waits.</summary>
    /// <returns>Whether all of it is acknowledged.</returns>
    internal async Task<bool> FlushAsync()
    {
        await _flushing.WaitAsync();
        try
        {
            (string ProjectId, DateOnly Day)[] keys;
            lock (_lock)
            {
                keys = [.. _accounts.Keys];
            }

            var sent = await Task.WhenAll(keys.Select(SendAsync));
            return sent.All(acknowledged => acknowledged);
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _flushing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FlushInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // A batch that was under way is sent first, then what came after it.
            if (!await FlushAsync() || !await FlushAsync())
            {
                LogLost();
            }
        }
    }

    private async Task<bool> SendAsync((string ProjectId, DateOnly Day) key)
    {
        UsageBatch batch;
        lock (_lock)
        {
            batch = _accounts[key].NextBatch();
        }

        try
        {
            await grains.GetGrain<IUsageGrain>(GrainKeys.Usage(key.ProjectId, key.Day)).RecordAsync(batch);
        }
        catch (Exception exception)
        {
            LogLate(exception, key.ProjectId);
            return false;
        }

        lock (_lock)
        {
            if (_accounts[key].Acknowledge())
            {
                _accounts.Remove(key);
            }
        }

        return true;
    }

    [LoggerMessage(1601, LogLevel.Warning, "Usage of {ProjectId} could not be stored yet")]
    private partial void LogLate(Exception exception, string projectId);

    [LoggerMessage(1602, LogLevel.Error, "Usage was lost at shutdown: the state store did not take it")]
    private partial void LogLost();

    /// <summary>A project's usage of one day that is not acknowledged yet.</summary>
    private sealed class Account
    {
        private readonly Dictionary<string, UsageRollup> _open = new(StringComparer.Ordinal);
        private UsageBatch? _underWay;

        public void Add(UsageRollup row) =>
            _open[row.EndpointSlug] = _open.TryGetValue(row.EndpointSlug, out var sum) ? sum + row : row;

        public UsageBatch NextBatch()
        {
            if (_underWay is null)
            {
                _underWay = new UsageBatch(Guid.NewGuid(), [.. _open.Values]);
                _open.Clear();
            }

            return _underWay;
        }

        /// <summary>Whether nothing is left to send.</summary>
        public bool Acknowledge()
        {
            _underWay = null;
            return _open.Count == 0;
        }
    }
}
