using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Requests;

/// <inheritdoc cref="IQueueGrain"/>
[GrainType("queue")]
internal sealed partial class QueueGrain(
    IOptions<QueueOptions> options,
    IOptions<AgentOptions> agentOptions,
    SiloStop stop,
    TimeProvider time,
    ILogger<QueueGrain> logger) : Grain, IQueueGrain
{
    private static readonly TimeSpan PullRetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Time a host has to start its next round.</summary>
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(500);

    private readonly WaitingLine _line = new(options.Value.MaxLength);
    private readonly Dictionary<string, PoolRoom> _pools = [];
    private long _news = 1;
    private bool _announced;
    private bool _announcing;

    /// <summary>The pool, from the key: everything before the first slash.</summary>
    private string Pool => this.GetPrimaryKeyString() is var key ? key[..key.IndexOf('/')] : key;

    /// <summary>The model: everything after it.</summary>
    private string Model => this.GetPrimaryKeyString() is var key ? key[(key.IndexOf('/') + 1)..] : key;

    /// <inheritdoc/>
    public async ValueTask<QueueTurn> WaitAsync(QueueTicket ticket)
    {
        if (!_line.TryFind(ticket.Id, out WaitingTicket? waiting))
        {
            waiting = _line.TryJoin(ticket);
            if (waiting is null)
            {
                return new QueueTurn(QueueOutcome.Full, 0);
            }

            Announce();
        }
        else if (waiting.HasTurn)
        {
            _line.TakeTurnBack(waiting, time.GetUtcNow() + options.Value.RetryPause);
        }

        Task turn = waiting.WaitAsync(options.Value.Round, time, stop.Token);
        foreach (string pool in waiting.Ticket.Pools)
        {
            Watch(pool);
        }

        GiveTurns();
        await turn;
        return new QueueTurn(
            waiting.HasTurn ? QueueOutcome.Turn : QueueOutcome.Wait, _line.PositionOf(waiting));
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(Guid ticketId)
    {
        _line.Leave(ticketId);
        Announce();
        return default;
    }

    /// <summary>
    /// Goes through the line in order and gives a turn for every free place. A ticket whose host is between two rounds
    /// has its place kept for a moment, so that nobody overtakes it; nor is one overtaken for which there is a place
    /// but not yet enough of the KV cache.
    /// </summary>
    private void GiveTurns()
    {
        DateTimeOffset now = time.GetUtcNow();
        Dictionary<PoolRoom, int> free = _pools.Values.ToDictionary(pool => pool, pool => pool.Free(now));
        List<(WaitingTicket Ticket, PoolRoom Pool)> turns = [];
        foreach (WaitingTicket waiting in _line.InOrder)
        {
            if (free.Values.All(places => places <= 0))
            {
                break;
            }

            if (IsDue(waiting, now) && PlaceFor(waiting, free, now) is { } pool && waiting.IsAwaited)
            {
                turns.Add((waiting, pool));
            }
        }

        foreach ((WaitingTicket waiting, PoolRoom pool) in turns)
        {
            pool.Give();
            _line.GiveTurn(waiting, _news);
        }
    }

    /// <summary>Takes a place for a ticket; null when there is none for it now.</summary>
    private PoolRoom? PlaceFor(WaitingTicket waiting, Dictionary<PoolRoom, int> free, DateTimeOffset now)
    {
        foreach (string name in waiting.Ticket.Pools)
        {
            if (_pools.GetValueOrDefault(name) is not { } pool || free[pool] <= 0)
            {
                continue;
            }

            if (pool.Fits(waiting.Ticket.Tokens, now))
            {
                free[pool]--;
                return pool;
            }

            free[pool] = 0;
        }

        return null;
    }

    private bool IsDue(WaitingTicket waiting, DateTimeOffset now) =>
        !waiting.HasTurn
        && (waiting.IsAwaited || now - waiting.LastHeard < BetweenRounds)
        && (waiting.TriedNews < _news || now >= waiting.NotBefore);

    private void Watch(string pool)
    {
        if (!_pools.ContainsKey(pool))
        {
            var room = new PoolRoom(Model, agentOptions.Value.MaxSilence);
            _pools.Add(pool, room);
            _ = WatchAsync(pool, room);
        }
    }

    /// <summary>Follows a pool while somebody waits for it; runs beside the grain's calls, on its scheduler.</summary>
    private async Task WatchAsync(string pool, PoolRoom room)
    {
        IFleetGrain fleet = GrainFactory.GetGrain<IFleetGrain>(pool);
        while (!stop.Token.IsCancellationRequested
            && _line.All.Any(waiting => waiting.Ticket.Pools.Contains(pool)))
        {
            try
            {
                FleetChange change = await fleet.PullAsync(room.Epoch, room.Version, options.Value.RetryPause);
                _news += change.Full || change.Agents.Length > 0 ? 1 : 0;
                if (pool == Pool && change.Epoch != room.Epoch)
                {
                    _announced = false;
                    Announce();
                }

                room.Apply(change);
            }
            catch (Exception exception)
            {
                LogPullFailed(logger, pool, exception);
                await Task.Delay(PullRetryDelay, time);
            }

            DropSilent();
            GiveTurns();
        }

        _pools.Remove(pool);
    }

    private void DropSilent()
    {
        DateTimeOffset silentSince = time.GetUtcNow() - (2 * options.Value.Round);
        Guid[] silent = [.. _line.All
            .Where(waiting => !waiting.IsAwaited && waiting.LastHeard < silentSince)
            .Select(waiting => waiting.Ticket.Id)];
        foreach (Guid id in silent)
        {
            _line.Leave(id);
        }

        Announce();
    }

    private void Announce()
    {
        if (!_announcing && _announced != _line.Count > 0)
        {
            _announcing = true;
            _ = AnnounceAsync();
        }
    }

    /// <summary>Tells the routers of the pool whether somebody waits; runs beside the grain's calls.</summary>
    private async Task AnnounceAsync()
    {
        IFleetGrain fleet = GrainFactory.GetGrain<IFleetGrain>(Pool);
        while (!stop.Token.IsCancellationRequested && _line.Count > 0 is var waits && waits != _announced)
        {
            try
            {
                await fleet.AnnounceWaitingAsync(Model, waits);
                _announced = waits;
            }
            catch (Exception exception)
            {
                LogAnnounceFailed(logger, Pool, exception);
                await Task.Delay(PullRetryDelay, time, CancellationToken.None);
            }
        }

        _announcing = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {Pool} was not told who waits; it is told again.")]
    private static partial void LogAnnounceFailed(ILogger logger, string pool, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A queue could not follow pool {Pool}; it tries again.")]
    private static partial void LogPullFailed(ILogger logger, string pool, Exception exception);
}
