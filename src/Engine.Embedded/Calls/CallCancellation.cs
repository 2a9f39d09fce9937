namespace Xerotier.Engine.Calls;

/// <summary>
/// Carries a cancellation from the caller's token to the token that the callee sees. The callee's callbacks run as
/// turns of its activation, never on the caller's stack.
/// </summary>
internal sealed class CallCancellation
{
    private readonly CancellationTokenSource _callee = new();
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _caller;
    private ICallOwner? _owner;
    private bool _requested;

    /// <summary>Cancels <paramref name="call"/> when its caller's token is cancelled.</summary>
    public static CallCancellation Watch(GrainCall call, CancellationToken token)
    {
        var cancellation = new CallCancellation();
        call.SetCancellationToken(cancellation._callee.Token);
        cancellation._caller = token.UnsafeRegister(
            static (state, token) => OnCallerCanceled((GrainCall)state!, token), call);
        return cancellation;
    }

    /// <summary>Gives the callee its token before the method runs.</summary>
    public static CallCancellation Attach(GrainCall call, ICallOwner owner, CallCancellation? watching)
    {
        var cancellation = watching ?? new();
        if (watching is null) call.SetCancellationToken(cancellation._callee.Token);
        lock (cancellation._lock)
        {
            cancellation._owner = owner;
            if (cancellation._requested) cancellation._callee.Cancel();
        }

        return cancellation;
    }

    /// <summary>Asks the callee to stop.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (_requested) return;
            _requested = true;
            _owner?.QueueTurn(_callee.Cancel);
        }
    }

    /// <summary>The call has ended: its caller's token no longer matters.</summary>
    public void Detach() => _caller.Unregister();

    private static void OnCallerCanceled(GrainCall call, CancellationToken token)
    {
        call.Cancellation?.Cancel();
        call.Fail(new OperationCanceledException(token));
    }
}
