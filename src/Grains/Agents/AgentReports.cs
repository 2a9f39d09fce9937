using Microsoft.Extensions.Logging;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Agents;

/// <summary>
/// Tells the agent's fleet what changed: load figures at most once an interval, urgent news at once, one report under
/// way at a time. A report is the whole snapshot, so a fleet that restarted needs nothing more. Runs on the agent
/// grain's scheduler, beside its turns.
/// </summary>
/// <param name="fleet">The agent's pool.</param>
/// <param name="describe">Makes the snapshot of the moment.</param>
/// <param name="interval">Shortest time between two reports that are not urgent.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
internal sealed partial class AgentReports(
    IFleetGrain fleet, Func<AgentSnapshot> describe, TimeSpan interval, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _urgency = NewSignal();
    private DateTimeOffset _lastReport;
    private bool _pending;
    private bool _running;
    private bool _stopped;

    /// <summary>Something changed.</summary>
    /// <param name="urgent">Whether routers need to know at once.</param>
    public void Post(bool urgent)
    {
        _pending = true;
        if (urgent)
        {
            _urgency.TrySetResult();
        }

        if (!_running && !_stopped)
        {
            _running = true;
            _ = RunAsync();
        }
    }

    public void Stop()
    {
        _stopped = true;
        _urgency.TrySetResult();
    }

    private async Task RunAsync()
    {
        while (_pending && !_stopped)
        {
            await WaitAsync(_lastReport + interval - time.GetUtcNow());
            await ReportAsync();
        }

        _running = false;
    }

    private async Task ReportAsync()
    {
        _pending = false;
        _urgency = NewSignal();
        _lastReport = time.GetUtcNow();
        try
        {
            await fleet.UpdateAsync(describe());
        }
        catch (Exception exception)
        {
            LogReportFailed(logger, exception);
            _pending = true;
            await WaitAsync(RetryDelay);
        }
    }

    private Task WaitAsync(TimeSpan delay) => _urgency.Task.WaitAtMostAsync(delay, time);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fleet did not take a report; it is sent again.")]
    private static partial void LogReportFailed(ILogger logger, Exception exception);
}
