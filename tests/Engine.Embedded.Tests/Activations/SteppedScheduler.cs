using System.Collections.Concurrent;

namespace Xerotier.Engine.Tests.Activations;

/// <summary>Runs turns only when the test says so, one after the other on the test's thread.</summary>
internal sealed class SteppedScheduler : IGrainScheduler
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _work = new();

    public void Schedule(IThreadPoolWorkItem work) => _work.Enqueue(work);

    /// <summary>Runs turns until none is due; says how many ran.</summary>
    public int RunAll()
    {
        var ran = 0;
        for (; _work.TryDequeue(out var work); ran++) work.Execute();
        return ran;
    }
}
