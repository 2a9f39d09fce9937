using Orleans.Serialization.Invocation;
using Xerotier.Engine.Messages;

namespace Xerotier.Engine.Calls;

/// <summary>A call with a result.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public abstract class ResultCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _completion;

    /// <summary>What the caller awaits; asked for before the call is sent.</summary>
    internal Task<TResult> Completion =>
        (_completion ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <inheritdoc/>
    public sealed override async ValueTask<Response> Invoke() => Response.FromResult(await InvokeInner());

    internal sealed override void RunUnfiltered(ICallOwner owner)
    {
        ValueTask<TResult> work;
        try
        {
            work = InvokeInner();
        }
        catch (Exception failure)
        {
            Refuse(owner, failure);
            return;
        }

        if (work.IsCompletedSuccessfully) Succeed(owner, work.Result);
        else Await(owner, work.AsTask());
    }

    internal sealed override void SetFailure(Exception failure)
    {
        if (failure is OperationCanceledException canceled) _completion?.SetCanceled(canceled.CancellationToken);
        else _completion?.SetException(failure);
    }

    internal sealed override void SetResponse(Response response) =>
        _completion?.SetResult(response.GetResult<TResult>());

    /// <summary>Runs the method.</summary>
    protected abstract ValueTask<TResult> InvokeInner();

    // Continues where the method ended, which is a turn of its activation, instead of queueing another turn.
    private void Await(ICallOwner owner, Task<TResult> work) =>
        work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
        {
            if (work.IsCompletedSuccessfully) Succeed(owner, work.Result);
            else Refuse(owner, CallFailure.Of(work));
        });

    private void Succeed(ICallOwner owner, TResult result)
    {
        if (MessageCheck.Enabled && MessageCheck.FindIn(result, $"the result of {this}") is { } problem)
        {
            Refuse(owner, problem);
            return;
        }

        if (!TrySettle())
        {
            owner.OnCallDone(this);
            return;
        }

        _completion?.SetResult(result);
        _completion = null;
        owner.OnCallDone(this);
        Reuse();
    }
}
