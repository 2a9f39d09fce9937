using Xerotier.Faults.Processes;

namespace Xerotier.Faults.Faults;

/// <summary>Lets a process run only for a part of the time.</summary>
internal sealed class Slowdown : IDisposable
{
    private readonly ProductProcess _process;
    private readonly CancellationTokenSource _over = new();
    private readonly Thread _thread;

    /// <param name="process">The process.</param>
    /// <param name="stop">How long it stands still each time.</param>
    /// <param name="run">How long it runs in between.</param>
    public Slowdown(ProductProcess process, TimeSpan stop, TimeSpan run)
    {
        _process = process;
        // A thread of its own: the pool is busy with clients.
        _thread = new Thread(() =>
        {
            while (!_over.IsCancellationRequested)
            {
                process.Stop();
                _over.Token.WaitHandle.WaitOne(stop);
                process.Continue();
                _over.Token.WaitHandle.WaitOne(run);
            }
        });
        _thread.Start();
    }

    public void Dispose()
    {
        _over.Cancel();
        _thread.Join();
        _process.Continue();
        _over.Dispose();
    }
}
