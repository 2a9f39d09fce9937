using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Fleet;
using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Routers;
using Xerotier.RoutingSim.Workers;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Simulation;

/// <summary>One workload under one policy: the event loop.</summary>
internal sealed partial class FleetSimulation
{
    private const double Never = double.PositiveInfinity;

    private readonly Workload _work;
    private readonly SimulationOptions _options;
    private readonly RequestLog _log;
    private readonly EventHeap _events;
    private readonly Worker[] _workers;
    private readonly Agent[] _agents;
    private readonly Router[] _routers;
    private readonly Xoshiro256 _random;
    private readonly List<double[]> _service = [];
    private readonly double[] _finishedService;
    private double _nowMs;
    private double _stageMs;
    private double _tickMs;
    private double _sampleMs;
    private int _stage;
    private int _arrived;
    private int _done;
    private int _changed;

    private FleetSimulation(Workload work, string policy, SimulationOptions options, ulong seed)
    {
        (_work, _options) = (work, options);
        _log = new RequestLog(work.Count);
        _random = new Xoshiro256(seed);
        _events = new EventHeap(work.Workers.Length);
        _workers = [.. work.Workers.Select(model => new Worker(model, work, _log))];
        _agents = [.. work.Workers.Select(_ => new Agent())];
        _routers = [.. Enumerable.Range(0, options.Routers).Select(_ => NewRouter(policy))];
        _leases = new Lease[work.Count];
        _projects = [.. Enumerable.Range(0, work.Clients).Select(client => $"project-{client}")];
        _finishedService = new double[work.Clients];
        _sampleMs = options.ServiceSampleMs > 0 ? 0 : Never;
    }

    /// <summary>Runs to the end.</summary>
    public static Run Run(Workload work, string policy, SimulationOptions options, ulong seed)
    {
        var simulation = new FleetSimulation(work, policy, options, seed);
        simulation.RunAll();
        return new Run(simulation._log, simulation._nowMs, simulation._service);
    }

    private Router NewRouter(string policy)
    {
        var view = new RouterView(_work.Workers, _work.BlockIds);
        var random = new Xoshiro256(_random.NextBits());
        return new Router(view, PolicyCatalog.Create(policy, view, random, _options.Tuning));
    }

    private void RunAll()
    {
        while (_done < _work.Count)
        {
            double arrival = NextArrival();
            double change = _changed < _work.Changes.Length ? _work.Changes[_changed].AtMs : Never;
            double tick = _options.SnapshotMs > 0 ? _tickMs : Never;
            double deadline = _deadlines.Count > 0 ? _deadlines.Peek().AtMs : Never;
            double next = Math.Min(Math.Min(arrival, _events.FirstMs), Math.Min(change, Math.Min(tick, _sampleMs)));
            next = Math.Min(next, deadline);
            _nowMs = next;
            if (next == _events.FirstMs) CompleteStep(_events.First);
            else if (next == change) Change(_work.Changes[_changed++]);
            else if (next == tick) Tick();
            else if (next == _sampleMs) Sample();
            else if (next == deadline) GiveUp();
            else Arrive(_arrived++);
        }
    }

    private double NextArrival()
    {
        if (_arrived == _work.Count) return Never;
        if (_stage + 1 < _work.Stages.Length && _arrived == _work.Stages[_stage + 1])
        {
            if (_done < _arrived) return Never;
            _stage++;
            _stageMs = _nowMs;
        }

        return _stageMs + _work.ArrivalMs[_arrived];
    }

    private void Tick()
    {
        for (int worker = 0; worker < _workers.Length; worker++) Publish(worker);
        _tickMs += _options.SnapshotMs;
    }

    private void Sample()
    {
        var row = (double[])_finishedService.Clone();
        foreach (var worker in _workers)
        {
            worker.AddService(_nowMs, row, _options.InputWeight, _options.OutputWeight);
        }

        _service.Add(row);
        _sampleMs += _options.ServiceSampleMs;
    }

    private void Publish(int worker)
    {
        var source = _workers[worker];
        var agent = _agents[worker];
        double kvUse = source.KvUse(_nowMs);
        long backlog = agent.BacklogAt(_nowMs);
        foreach (var router in _routers)
        {
            var view = router.View;
            view.Loads[worker].Observe(agent.Leases, agent.ReservedTokens, backlog, (long)_nowMs);
            (view.KvUse[worker], view.Waiting[worker]) = (kvUse, source.Waiting);
            (view.Running[worker], view.Estimates[worker]) = (source.Running, agent.Estimate);
            (view.BacklogTokens[worker], view.SnapshotMs[worker]) = (backlog, _nowMs);
            router.Refresh(worker, source.BlockChanges);
        }

        source.BlockChanges.Clear();
    }

    private void Change(FleetChange change)
    {
        var worker = _workers[change.Worker];
        bool wasAlive = worker.IsAlive;
        if (change.Speed > 0)
        {
            worker.SetSpeed(change.Speed, _nowMs);
            _events.Set(change.Worker, worker.NextMs);
            if (!wasAlive) _agents[change.Worker].Forget();
        }

        foreach (var router in _routers) router.View.IsAlive[change.Worker] = change.Speed > 0;
        var lost = change.Speed == 0 && wasAlive ? Kill(change.Worker) : [];
        Publish(change.Worker);
        foreach (int request in lost) Route(request);
        ServeWaiting();
    }

    private List<int> Kill(int dead)
    {
        var lost = _workers[dead].Die();
        _events.Set(dead, Never);
        foreach (var router in _routers) router.Forget(dead);
        foreach (int request in lost) EndLease(request);
        return lost;
    }
}
