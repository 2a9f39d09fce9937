using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xerotier.Engine.Hosting;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Reminders;

/// <summary>
/// Sends reminders when they are due. The oldest silo does it for the whole cluster; when it goes, the next one reads
/// the table and takes over.
/// </summary>
internal sealed class ReminderService(
    Silo silo,
    IReminderTable table,
    IGrainFactory grains,
    IOptions<ReminderOptions> options,
    TimeProvider time,
    ILogger<ReminderService> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ReminderSchedule _schedule = new();
    private readonly CancellationTokenSource _stop = new();
    private DateTime _readAgainAt = DateTime.MinValue;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<ReminderService>(
            ServiceLifecycleStage.RuntimeGrainServices, table.StartAsync, table.StopAsync);
        lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.Active, Start, Stop);
    }

    /// <summary>A reminder was registered on any silo.</summary>
    public void OnRegistered(ReminderEntry entry) => Leader()?._schedule.Set(entry, time.GetUtcNow().UtcDateTime);

    /// <summary>A reminder was removed on any silo.</summary>
    public void OnUnregistered(GrainId grain, string name) => Leader()?._schedule.Remove(grain, name);

    public void Dispose() => _stop.Dispose();

    private ReminderService? Leader() =>
        silo.Cluster.Silos is [var oldest, ..]
            ? (ReminderService?)oldest.Services.GetService(typeof(ReminderService))
            : null;

    private Task Start(CancellationToken cancellationToken)
    {
        using (NoFlow.Enter()) _ = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private Task Stop(CancellationToken cancellationToken) => _stop.CancelAsync();

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Step, time);
        try
        {
            do
            {
                if (silo.IsKilled) return;
                if (Leader() == this) await SendDueAsync();
                else _readAgainAt = DateTime.MinValue;
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task SendDueAsync()
    {
        var now = time.GetUtcNow().UtcDateTime;
        try
        {
            if (now >= _readAgainAt)
            {
                var changes = _schedule.Changes;
                var stored = await table.ReadRows(0, 0);
                if (_schedule.TryReplace(stored.Reminders, now, changes))
                    _readAgainAt = now + options.Value.RefreshReminderListPeriod;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ReadFailed(logger, failure);
        }

        foreach (var entry in _schedule.TakeDue(now)) _ = SendAsync(entry, now);
    }

    private async Task SendAsync(ReminderEntry entry, DateTime now)
    {
        try
        {
            await grains.GetGrain<IRemindable>(entry.GrainId)
                .ReceiveReminder(entry.ReminderName, new(entry.StartAt, entry.Period, now));
        }
        catch (Exception failure)
        {
            Log.SendFailed(logger, failure, entry.ReminderName, entry.GrainId);
        }
    }
}
