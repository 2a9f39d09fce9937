using Orleans.Runtime;

namespace Xerotier.Engine.Calls;

/// <summary>The items of a grain's enumeration, read batch by batch.</summary>
internal sealed class RemoteEnumerable<TItem>(GrainReference grain, EnumerationCall<TItem> call)
    : IAsyncEnumerable<TItem>
{
    private const int DefaultBatch = 100;

    public int MaxBatchSize { get; init; } = DefaultBatch;

    public RemoteEnumerable<TItem> WithBatchSize(int size) => new(grain, call) { MaxBatchSize = size };

    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var id = Guid.NewGuid();
        var argument = call.GetCancellationToken();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, argument);
        var first = call;
        var ended = false;
        try
        {
            while (!ended)
            {
                either.Token.ThrowIfCancellationRequested();
                var read = new EnumerationReadCall<TItem>(call.Descriptor, id, first, MaxBatchSize);
                var batch = await grain.Shared.Messenger.Send(grain, read).WaitAsync(either.Token);
                first = null;
                ended = batch.State != EnumerationState.Open;
                if (batch.State == EnumerationState.Missing) throw Aborted();
                foreach (var item in batch.Items) yield return item;
            }
        }
        finally
        {
            if (!ended) await StopAsync(id);
        }
    }

    private static EnumerationAbortedException Aborted() =>
        new("Enumeration aborted: the remote target does not have a record of this enumerator.");

    private async Task StopAsync(Guid id)
    {
        try
        {
            await grain.Shared.Messenger.Send(grain, new EnumerationStopCall(call.Descriptor, id));
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // The grain is gone, and its enumerations with it.
        }
    }
}
