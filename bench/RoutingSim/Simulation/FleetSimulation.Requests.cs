using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Simulation;

/// <content>The way of a request: routed, leased, first token, done.</content>
internal sealed partial class FleetSimulation
{
    /// <summary>Share of a new answer in the expected length of answers.</summary>
    private const double LengthShare = 0.02;

    private const int MaxRefusals = 2;

    private readonly Lease[] _leases;
    private double _expectedOutput = 256;

    private void Arrive(int request)
    {
        _log.ArrivedMs[request] = _nowMs;
        _leases[request].Router = (short)(_routers.Length == 1 ? 0 : _random.NextInt(_routers.Length));
        if (!CanEverFit(request))
        {
            Reject();
            return;
        }

        Route(request);
    }

    private bool CanEverFit(int request)
    {
        int prompt = Math.Max(_work.Input[request], _work.PromptOf(request).Length * _work.BlockTokens);
        return prompt + _work.Output[request] <= _workers[0].KvTokens;
    }

    private void Reject()
    {
        _log.Rejected++;
        _done++;
    }

    private void Route(int request)
    {
        var policy = _routers[_leases[request].Router].Policy;
        long charge = ServiceOf(request, _expectedOutput);
        _leases[request].Charged = charge;
        if ((policy.CanWait && _waiting.Count > 0) || !TryPlace(request)) Enqueue(request, charge);
        else _waiting.Charge(ProjectOf(request), Priority, charge);
    }

    private bool TryPlace(int request)
    {
        var router = _routers[_leases[request].Router];
        router.Match(_work, request);
        var question = new Question
        {
            Request = request,
            NowMs = _nowMs,
            Project = ProjectOf(request),
            Input = _work.Input[request],
            ExpectedOutput = _expectedOutput,
            Stride = _work.RouterStride,
            Blocks = _work.PromptOf(request),
            CachedTokens = router.CachedTokens,
        };
        int worker = router.Policy.Pick(question);
        for (int refusals = 0; worker != Policy.Wait && refusals < MaxRefusals; refusals++)
        {
            if (!router.Policy.IsRefused(_agents[worker], _nowMs)) break;
            worker = router.Policy.Pick(question);
        }

        if (worker == Policy.Wait) return false;
        Take(request, router, worker);
        router.Policy.Placed(question, _agents[worker]);
        return true;
    }

    private void Take(int request, Router router, int worker)
    {
        var agent = _agents[worker];
        ref var lease = ref _leases[request];
        lease.Uncached = router.Policy.UncachedTokens(_work.Input[request], router.CachedTokens[worker]);
        lease.Reserved = lease.Uncached + (int)_expectedOutput;
        lease.Ahead = agent.BacklogAt(_nowMs);
        lease.AtMs = _nowMs;
        lease.IsPrefilling = true;
        agent.Lease(lease.Reserved, lease.Uncached, _nowMs);
        router.Hold(_work, request, worker);
        _log.Worker[request] = (short)worker;
        _workers[worker].Arrive(request, _nowMs);
        _events.Set(worker, _workers[worker].NextMs);
        if (_options.SnapshotMs == 0)
        {
            Publish(worker);
            return;
        }

        router.View.Loads[worker].Observe(
            agent.Leases, agent.ReservedTokens, agent.BacklogAt(_nowMs), (long)_nowMs);
    }

    private void CompleteStep(int worker)
    {
        _workers[worker].Complete(_nowMs);
        _events.Set(worker, _workers[worker].NextMs);
        foreach (int request in _workers[worker].Started) EndPrefill(request, worker);
        foreach (int request in _workers[worker].Finished) End(request, worker);
        bool served = _workers[worker].Finished.Count > 0 && _waiting.Count > 0;
        if (_options.SnapshotMs == 0 || served) Publish(worker);
        if (served) ServeWaiting();
    }

    private void EndPrefill(int request, int worker)
    {
        ref var lease = ref _leases[request];
        if (!lease.IsPrefilling) return;
        lease.IsPrefilling = false;
        _agents[worker].EndPrefill(lease.Uncached, _nowMs);
        long work = lease.Ahead + _work.Input[request] - _log.Cached[request];
        _agents[worker].ObserveFirstToken(
            work, _log.FirstTokenMs[request] - lease.AtMs, _workers[worker].KvUse(_nowMs));
    }

    private void End(int request, int worker)
    {
        int output = _work.Output[request];
        if (output > 1)
        {
            double decoded = _log.FinishedMs[request] - _log.FirstTokenMs[request];
            _agents[worker].ObserveEnd(_agents[worker].Leases, decoded / (output - 1));
        }

        EndLease(request);
        _routers[_leases[request].Router].Policy.Observe(worker, _nowMs - _leases[request].AtMs, _nowMs);
        _expectedOutput += LengthShare * (output - _expectedOutput);
        _finishedService[_work.Client is null ? 0 : _work.Client[request]] +=
            (_options.InputWeight * _work.Input[request]) + (_options.OutputWeight * output);
        _waiting.Charge(ProjectOf(request), Priority, ServiceOf(request, output) - _leases[request].Charged);
        _done++;
    }

    private void EndLease(int request)
    {
        ref var lease = ref _leases[request];
        var agent = _agents[_log.Worker[request]];
        if (lease.IsPrefilling) agent.EndPrefill(lease.Uncached, _nowMs);
        lease.IsPrefilling = false;
        agent.Release(lease.Reserved);
    }
}
