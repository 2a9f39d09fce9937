using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Calls;

[GrainType("engine-tests.sequence")]
internal sealed class SequenceGrain : Grain, ISequence
{
    private readonly Channel<int> _pushed = Channel.CreateUnbounded<int>();

    public async IAsyncEnumerable<int> Count(int items)
    {
        for (var i = 0; i < items; i++)
        {
            if (i % 7 == 0) await Task.Yield();
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> FailAfter(int items)
    {
        await foreach (var item in Count(items)) yield return item;
        throw new InvalidOperationException("The sequence broke.");
    }

    public async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            Journal.Write(this.GetPrimaryKeyString(), "disposed");
        }
    }

    public async IAsyncEnumerable<int> Stuck([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return 1;
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Journal.Write(this.GetPrimaryKeyString(), "cancelled");
        }
    }

    public async IAsyncEnumerable<int> Pushed(int items)
    {
        for (var i = 0; i < items; i++) yield return await _pushed.Reader.ReadAsync();
    }

    public async Task Push(int item) => await _pushed.Writer.WriteAsync(item);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
