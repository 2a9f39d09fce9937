using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Hosting;

namespace Xerotier.Engine.Calls;

/// <summary>A call of a grain or observer with its arguments. Generated code derives one class a method.</summary>
public abstract class GrainCall : IRequest
{
    private object? _target;
    private InvokeMethodOptions _extraOptions;
    private CallCancellation? _cancellation;
    private int _settled;

    /// <summary>The method.</summary>
    public abstract CallMethod Descriptor { get; }

    /// <inheritdoc/>
    public InvokeMethodOptions Options => Descriptor.Options | _extraOptions;

    /// <inheritdoc/>
    public bool IsCancellable => Descriptor.IsCancellable;

    internal GrainCall? Next { get; set; }

    internal GrainCall? PendingPrevious { get; set; }

    internal GrainCall? PendingNext { get; set; }

    internal PendingCalls? Pending { get; set; }

    internal GrainReference Reference { get; set; } = null!;

    internal Activation? Source { get; set; }

    internal CallContext? Context { get; set; }

    /// <summary>When the caller gives up, on the coarse clock of its host.</summary>
    internal long Deadline { get; set; }

    /// <summary>The silo that has the call; its death fails the call.</summary>
    internal Silo? Host { get; set; }

    internal CallAdmission Admission { get; set; }

    internal bool IsSettled => Volatile.Read(ref _settled) != 0;

    internal bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != 0;

    /// <summary>Whether somebody beside the engine sees the call, so that it must not be used again.</summary>
    internal bool IsPinned { get; set; }

    /// <summary>Whether the call keeps its activation from being idle.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>Whether the call belongs to one activation and ends with it.</summary>
    internal virtual bool IsBound => false;

    /// <summary>Whether the call passes the call filters.</summary>
    internal virtual bool IsFiltered => true;

    internal CallCancellation? Cancellation => _cancellation;

    /// <summary>The object that the method runs on.</summary>
    protected object Target => _target!;

    /// <inheritdoc/>
    public object? GetTarget() => _target;

    /// <inheritdoc/>
    public void SetTarget(ITargetHolder holder) =>
        _target = Descriptor.IsExtension ? holder.GetComponent(Descriptor.InterfaceType) : holder.GetTarget();

    /// <inheritdoc/>
    public abstract ValueTask<Response> Invoke();

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    /// <summary>Replaces the cancellation token argument.</summary>
    /// <param name="token">The token that the callee sees.</param>
    public virtual void SetCancellationToken(CancellationToken token)
    {
    }

    /// <inheritdoc/>
    public string GetMethodName() => Descriptor.Name;

    /// <inheritdoc/>
    public string GetInterfaceName() => Descriptor.InterfaceName;

    /// <inheritdoc/>
    public string GetActivityName() => $"{Descriptor.InterfaceType.Name}/{Descriptor.Name}";

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Descriptor.Method;

    /// <inheritdoc/>
    public Type GetInterfaceType() => Descriptor.InterfaceType;

    /// <inheritdoc/>
    public TimeSpan? GetDefaultResponseTimeout() => Descriptor.ResponseTimeout;

    /// <inheritdoc/>
    public void AddInvokeMethodOptions(InvokeMethodOptions options) => _extraOptions |= options;

    /// <inheritdoc/>
    public bool TryCancel()
    {
        _cancellation?.Cancel();
        return _cancellation is not null;
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Reference?.GrainId.ToString() ?? "?"}.{Descriptor.Name}";

    /// <summary>Runs the call as a turn of <paramref name="owner"/>.</summary>
    internal void Run(ICallOwner owner)
    {
        if (IsSettled)
        {
            owner.OnCallDone(this);
            return;
        }

        if (IsCancellable) _cancellation = CallCancellation.Attach(this, owner, _cancellation);
        SetTarget(owner);
        if (_target is null) Refuse(owner, owner.MissingTarget(this));
        else if (IsFiltered && owner.FiltersOf(this) is { Count: > 0 } filters) _ = RunFilteredAsync(owner, filters);
        else RunUnfiltered(owner);
    }

    /// <summary>Ends the call with <paramref name="failure"/> unless it has ended.</summary>
    internal void Fail(Exception failure)
    {
        if (TrySettle()) SetFailure(failure);
    }

    /// <summary>Ends the call with <paramref name="response"/> unless it has ended.</summary>
    internal void Complete(Response response)
    {
        if (response.Exception is { } failure) Fail(failure);
        else if (TrySettle()) SetResponse(response);
    }

    /// <summary>Claims the right to end the call; one of those who try gets it.</summary>
    internal bool TryClaim() => Interlocked.Exchange(ref _settled, 1) == 0;

    /// <summary>Ends a call that was claimed.</summary>
    internal void FailClaimed(Exception failure)
    {
        Release();
        SetFailure(failure);
    }

    internal bool TrySettle()
    {
        if (!TryClaim()) return false;
        Release();
        return true;
    }

    /// <summary>
    /// Hands the call back for the next one. Only who ended the call may do that, as its last act: until then
    /// everybody else that holds the call finds it ended, and those who look for calls to end claim them first.
    /// </summary>
    internal void Reuse()
    {
        if (IsPinned) return;
        _target = null;
        _extraOptions = default;
        Pending = null;
        Reference = null!;
        Source = null;
        Context = null;
        Host = null;
        Volatile.Write(ref _settled, 0);
        Recycle();
    }

    internal CallCancellation AttachToCaller(CancellationToken token) =>
        _cancellation = CallCancellation.Watch(this, token);

    /// <summary>Makes the completion that <see cref="SetFailure"/> and <see cref="SetResponse"/> complete.</summary>
    internal abstract void SetFailure(Exception failure);

    internal abstract void SetResponse(Response response);

    internal abstract void RunUnfiltered(ICallOwner owner);

    /// <summary>The method failed before or while it ran.</summary>
    internal void Refuse(ICallOwner owner, Exception failure)
    {
        owner.OnCallFailed(this, failure);
        Fail(failure);
        owner.OnCallDone(this);
    }

    /// <summary>Clears the arguments and gives the call back to its pool, if it has one.</summary>
    protected virtual void Recycle()
    {
    }

    private void Release()
    {
        Pending?.Remove(this);
        _cancellation?.Detach();
    }

    private async Task RunFilteredAsync(ICallOwner owner, IReadOnlyList<Orleans.IIncomingGrainCallFilter> filters)
    {
        Response response;
        try
        {
            var call = new IncomingCall(this, owner, filters);
            await call.Invoke();
            response = call.Response ?? Response.Completed;
        }
        catch (Exception failure)
        {
            response = Response.FromException(failure);
        }

        if (response.Exception is { } thrown) owner.OnCallFailed(this, thrown);
        Complete(response);
        owner.OnCallDone(this);
    }
}
