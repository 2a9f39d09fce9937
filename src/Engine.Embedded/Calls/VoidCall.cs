using Orleans.Serialization.Invocation;

namespace Xerotier.Engine.Calls;

/// <summary>A call without result.</summary>
public abstract class VoidCall : GrainCall
{
    private TaskCompletionSource? _completion;

    /// <summary>What the caller awaits; asked for before the call is sent, and never for one-way calls.</summary>
    internal Task Completion => (_completion ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <inheritdoc/>
    public sealed override async ValueTask<Response> Invoke()
    {
        await InvokeInner();
        return Response.Completed;
    }

    internal sealed override void RunUnfiltered(ICallOwner owner)
    {
        ValueTask work;
        try
        {
            work = InvokeInner();
        }
        catch (Exception failure)
        {
            Refuse(owner, failure);
            return;
        }

        if (work.IsCompletedSuccessfully) Succeed(owner);
        else Await(owner, work.AsTask());
    }

    internal sealed override void SetFailure(Exception failure)
    {
        if (failure is OperationCanceledException canceled) _completion?.SetCanceled(canceled.CancellationToken);
        else _completion?.SetException(failure);
    }

    internal sealed override void SetResponse(Response response) => _completion?.SetResult();

    /// <summary>Runs the method.</summary>
    protected abstract ValueTask InvokeInner();

    // Continues where the method ended, which is a turn of its activation, instead of queueing another turn.
    private void Await(ICallOwner owner, Task work) =>
        work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
        {
            if (work.IsCompletedSuccessfully) Succeed(owner);
            else Refuse(owner, CallFailure.Of(work));
        });

    private void Succeed(ICallOwner owner)
    {
        if (!TrySettle())
        {
            owner.OnCallDone(this);
            return;
        }

        _completion?.SetResult();
        _completion = null;
        owner.OnCallDone(this);
        Reuse();
    }
}
