using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Clustering;
using Xerotier.Engine.Grains;
using Xerotier.Engine.Hosting;
using Xerotier.Engine.Messages;
using Xerotier.Engine.Observers;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Calls;

/// <summary>Sends the calls of one silo or client and ends those that nobody answers.</summary>
internal sealed class Messenger
{
    private const int Shards = 8;

    private readonly IServiceProvider _services;
    private readonly LocalCluster _cluster;
    private readonly Silo? _silo;
    private readonly CoarseClock _clock;
    private readonly MessagingOptions _options;
    private readonly PendingCalls[] _pending = new PendingCalls[Shards];
    private readonly Lazy<IOutgoingGrainCallFilter[]> _filters;
    private readonly List<GrainCall> _expired = [];
    private readonly IDisposable _sweep;
    private volatile Exception? _closed;

    public Messenger(
        IServiceProvider services, LocalCluster cluster, Silo? silo, CoarseClock clock, MessagingOptions options)
    {
        _services = services;
        _cluster = cluster;
        _silo = silo;
        _clock = clock;
        _options = options;
        // Filters may need the grain factory, which needs this.
        _filters = new(() => [.. services.GetServices<IOutgoingGrainCallFilter>()]);
        for (var i = 0; i < Shards; i++) _pending[i] = new();
        References = new(cluster.Types, this);
        Observers = new(this, services);
        _sweep = clock.OnTick(Sweep);
        cluster.Add(this);
    }

    public ReferenceFactory References { get; }

    public ObserverRegistry Observers { get; }

    public CoarseClock Clock => _clock;

    /// <summary>Sends a call without result; one-way calls are done once they are sent.</summary>
    public Task Send(GrainReference reference, VoidCall call)
    {
        if (_filters.Value.Length > 0) return SendFiltered(reference, call);
        var completion = call.IsOneWay ? Task.CompletedTask : call.Completion;
        Dispatch(reference, call);
        return completion;
    }

    /// <summary>Sends a call with a result.</summary>
    public Task<TResult> Send<TResult>(GrainReference reference, ResultCall<TResult> call)
    {
        if (_filters.Value.Length > 0) return SendFiltered(reference, call);
        var completion = call.Completion;
        Dispatch(reference, call);
        return completion;
    }

    /// <summary>Ends all calls that <paramref name="silo"/> has.</summary>
    public void OnSiloGone(Silo silo)
    {
        var orphans = new List<GrainCall>();
        foreach (var shard in _pending) shard.ClaimOf(silo, orphans);
        foreach (var call in orphans)
            call.FailClaimed(new SiloUnavailableException($"The target silo became unavailable for call {call}."));
    }

    /// <summary>Refuses further calls and ends those that wait.</summary>
    public void Close(Exception reason)
    {
        _closed = reason;
        _sweep.Dispose();
        _cluster.Remove(this);
        var open = new List<GrainCall>();
        foreach (var shard in _pending) shard.ClaimOf(null, open);
        foreach (var call in open) call.FailClaimed(reason);
    }

    private void Dispatch(GrainReference reference, GrainCall call)
    {
        call.Reference = reference;
        call.Source = ActivationContext.Current;
        call.Context = CallContext.Current;
        if (_closed is { } closed)
        {
            call.Fail(closed);
            return;
        }

        if (MessageCheck.Enabled && MessageCheck.FindIn(call) is { } problem)
        {
            call.Fail(problem);
            return;
        }

        if (!call.IsOneWay)
        {
            var timeout = call.Descriptor.ResponseTimeout ?? _options.ResponseTimeout;
            call.Deadline = _clock.After(timeout);
            _pending[Environment.CurrentManagedThreadId & (Shards - 1)].Add(call);
            if (_closed is { } justClosed) call.Fail(justClosed);
        }

        if (call.IsCancellable && !WatchCancellation(call)) return;
        _cluster.Dispatch(call, call.Source?.Silo ?? _silo);
    }

    private static bool WatchCancellation(GrainCall call)
    {
        var token = call.GetCancellationToken();
        if (token.IsCancellationRequested)
        {
            call.Fail(new OperationCanceledException(token));
            return false;
        }

        if (token.CanBeCanceled) call.AttachToCaller(token);
        return true;
    }

    private async Task SendFiltered(GrainReference reference, VoidCall call)
    {
        var response = await FilterAsync(reference, call, async () =>
        {
            var completion = call.IsOneWay ? Task.CompletedTask : call.Completion;
            Dispatch(reference, call);
            await completion;
            return Response.Completed;
        });
        _ = response?.Result;
    }

    private async Task<TResult> SendFiltered<TResult>(GrainReference reference, ResultCall<TResult> call)
    {
        var response = await FilterAsync(reference, call, async () =>
        {
            var completion = call.Completion;
            Dispatch(reference, call);
            return Response.FromResult(await completion);
        });
        return response is null ? default! : response.GetResult<TResult>();
    }

    private async Task<Response?> FilterAsync(GrainReference reference, GrainCall call, Func<Task<Response>> send)
    {
        call.Reference = reference;
        call.IsPinned = true;
        var outgoing = new OutgoingCall(call, ActivationContext.Current, _filters.Value, send);
        await outgoing.Invoke();
        return outgoing.Response;
    }

    private void Sweep(long now)
    {
        lock (_expired)
        {
            foreach (var shard in _pending) shard.ClaimExpired(now, _expired);
            foreach (var call in _expired)
            {
                if (_options.CancelRequestOnTimeout) call.Cancellation?.Cancel();
                var timeout = call.Descriptor.ResponseTimeout ?? _options.ResponseTimeout;
                call.FailClaimed(
                    new TimeoutException($"Response did not arrive on time in {timeout} for call {call}."));
            }

            _expired.Clear();
        }
    }
}
