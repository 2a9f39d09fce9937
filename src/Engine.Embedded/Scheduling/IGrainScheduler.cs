namespace Xerotier.Engine;

/// <summary>
/// Runs all turns of all activations. The default is the thread pool; a simulation may replace it by a scheduler of
/// its own to make runs repeatable.
/// </summary>
public interface IGrainScheduler
{
    /// <summary>Runs <paramref name="work"/> soon, on another stack.</summary>
    /// <param name="work">The turns of one activation that are due.</param>
    void Schedule(IThreadPoolWorkItem work);
}
