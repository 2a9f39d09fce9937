using Orleans;

namespace Xerotier.Engine.Lifecycle;

/// <summary>Starts participants stage by stage and stops those that started in reverse.</summary>
internal class StagedLifecycle : ILifecycleSubject
{
    private readonly Lock _lock = new();
    private readonly List<Participant> _participants = [];
    private int? _highest;

    /// <summary>The highest stage that has started; null before any has.</summary>
    public int? HighestStarted => _highest;

    /// <summary>The lowest stage that has stopped.</summary>
    public int LowestStopped { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var participant = new Participant(this, stage, observer);
        lock (_lock)
        {
            if (_highest is not null)
            {
                throw new InvalidOperationException(
                    $"'{observerName}' subscribes to a lifecycle that has already started.");
            }

            _participants.Add(participant);
        }

        return participant;
    }

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderBy(static s => s.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highest = stage.Key;
            await Task.WhenAll(stage.Select(p => Run(p.Observer.OnStart, cancellationToken)));
        }

        _highest ??= int.MaxValue;
    }

    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        List<Exception>? failures = null;
        foreach (var stage in Stages().Where(s => s.Key <= _highest).OrderByDescending(static s => s.Key))
        {
            foreach (var stop in stage.Select(p => Run(p.Observer.OnStop, cancellationToken)).ToArray())
            {
                try
                {
                    await stop;
                }
                catch (Exception failure)
                {
                    (failures ??= []).Add(failure);
                }
            }

            LowestStopped = stage.Key;
        }

        if (failures is not null) OnStopFailed(failures);
    }

    /// <summary>Participants failed to stop; all others were stopped.</summary>
    protected virtual void OnStopFailed(IReadOnlyList<Exception> failures)
    {
    }

    private static async Task Run(Func<CancellationToken, Task> step, CancellationToken cancellationToken) =>
        await step(cancellationToken);

    private IEnumerable<IGrouping<int, Participant>> Stages()
    {
        lock (_lock) return _participants.ToArray().GroupBy(static p => p.Stage);
    }

    private void Remove(Participant participant)
    {
        lock (_lock) _participants.Remove(participant);
    }

    private sealed class Participant(StagedLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public void Dispose() => owner.Remove(this);
    }
}
