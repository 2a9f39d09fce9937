namespace Xerotier.Engine.Scheduling;

/// <summary>Runs turns on the thread pool.</summary>
internal sealed class ThreadPoolGrainScheduler : IGrainScheduler
{
    public void Schedule(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
}
