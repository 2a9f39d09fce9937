using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Workers;

/// <summary>
/// One inference worker: first come, first served; prompts in chunks, one sequence of a step at most unfinished; all
/// decoding sequences advance by one token a step. Steps in which nothing else happens are one event.
/// </summary>
internal sealed partial class Worker
{
    /// <summary>Room that stays free for decoding when another sequence is admitted, as a share of the cache.</summary>
    private const double Watermark = 0.01;

    private const int None = -1;

    private readonly WorkerModel _model;
    private readonly Workload _work;
    private readonly RequestLog _log;
    private readonly RequestQueue _queue = new();
    private readonly DecodeHeap _decoding = new();
    private readonly List<(int Request, int Admission)> _admitted = [];
    private readonly List<int> _completing = [];
    private KvCache _cache;
    private int _decodingCount;
    private int _partial = None;
    private int _partialLeft;
    private int _admissions;
    private long _private;
    private int _steps;
    private int _span;
    private double _spanStartMs;
    private double _stepMs;
    private bool _prefilling;
    private bool _blocked;

    public Worker(WorkerModel model, Workload work, RequestLog log)
    {
        (_model, _work, _log) = (model, work, log);
        _cache = EmptyCache();
    }

    /// <summary>When the current step or span of steps ends; infinite while idle.</summary>
    public double NextMs { get; private set; } = double.PositiveInfinity;

    /// <summary>Speed as a share of the model's; 0 when dead.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>Whether it serves.</summary>
    public bool IsAlive => Speed > 0;

    /// <summary>Sequences admitted and not finished.</summary>
    public int Running => _decodingCount + _completing.Count + (_partial == None ? 0 : 1);

    /// <summary>Requests in the worker's own queue.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Requests whose first token left with the last <see cref="Complete"/>.</summary>
    public List<int> Started { get; } = [];

    /// <summary>Requests whose last token left with the last <see cref="Complete"/>.</summary>
    public List<int> Finished { get; } = [];

    /// <summary>Blocks that came and went since the list was last cleared.</summary>
    public List<int> BlockChanges => _cache.Changes;

    /// <summary>Tokens that fit into its cache.</summary>
    public int KvTokens => _model.KvTokens;

    /// <summary>Takes a request into the queue.</summary>
    public void Arrive(int request, double nowMs)
    {
        _queue.Add(request);
        if (double.IsPositiveInfinity(NextMs)) Plan(nowMs);
        else if (!_blocked) Interrupt(nowMs);
    }

    /// <summary>Changes the speed from the next step on.</summary>
    public void SetSpeed(double speed, double nowMs)
    {
        Speed = speed;
        Interrupt(nowMs);
    }

    /// <summary>Dies with its cache; returns the requests that it had.</summary>
    public List<int> Die()
    {
        var lost = new List<int>();
        while (_queue.Count > 0) lost.Add(_queue.Take());
        foreach (var (request, admission) in _admitted)
        {
            if (_log.Admission[request] != admission) continue;
            _log.Admission[request] = 0;
            lost.Add(request);
        }

        foreach (int request in lost) _log.Produced[request] = 0;
        _admitted.Clear();
        _completing.Clear();
        _decoding.Clear();
        (_decodingCount, _partial, _private, Speed) = (0, None, 0, 0);
        NextMs = double.PositiveInfinity;
        _cache = EmptyCache();
        return lost;
    }

    /// <summary>Share of the cache that running sequences use.</summary>
    public double KvUse(double nowMs)
    {
        long grown = _model.ReserveOutput ? 0 : (long)StepsDone(nowMs) * _decodingCount;
        return Math.Min(1, (((long)_cache.Pinned * _work.BlockTokens) + _private + grown) / (double)_model.KvTokens);
    }

    /// <summary>Adds the service that running sequences have had to their clients' sums.</summary>
    public void AddService(double nowMs, Span<double> service, double inputWeight, double outputWeight)
    {
        int done = StepsDone(nowMs);
        foreach (var (request, admission) in _admitted)
        {
            if (_log.Admission[request] != admission) continue;
            bool decoding = request != _partial && !_completing.Contains(request);
            int produced = decoding ? ProducedBy(request, _steps + done) : _log.Produced[request];
            service[_work.Client is null ? 0 : _work.Client[request]] +=
                (inputWeight * _work.Input[request]) + (outputWeight * produced);
        }
    }

    /// <summary>Ends the current span: tells who got first and last tokens and plans what comes next.</summary>
    public void Complete(double nowMs)
    {
        Started.Clear();
        Finished.Clear();
        _steps += _span;
        if (!_model.ReserveOutput) _private += (long)_span * _decodingCount;
        while (_decoding.Count > 0 && _decoding.First.Step <= _steps)
        {
            var (_, request, admission) = _decoding.First;
            _decoding.Pop();
            if (_log.Admission[request] != admission) continue;
            _decodingCount--;
            Finish(request, nowMs);
        }

        foreach (int request in _completing) Start(request, nowMs);
        _completing.Clear();
        TrimCache();
        Plan(nowMs);
    }

    private KvCache EmptyCache() =>
        new(_model.KvTokens / _work.BlockTokens, _work.BlockIds, _work.ReportedBlocks);

    private int StepsDone(double nowMs) => double.IsPositiveInfinity(NextMs) || _stepMs == 0
        ? 0
        : Math.Clamp((int)((nowMs - _spanStartMs) / _stepMs), 0, _span);

    private int ProducedBy(int request, int step) => _log.Produced[request] + step - _log.SinceStep[request];

    private void Interrupt(double nowMs)
    {
        if (_prefilling || _span <= 1 || double.IsPositiveInfinity(NextMs)) return;
        int steps = Math.Max(1, (int)Math.Ceiling((nowMs - _spanStartMs) / _stepMs));
        if (steps >= _span) return;
        _span = steps;
        NextMs = _spanStartMs + (steps * _stepMs);
    }

    private void Start(int request, double nowMs)
    {
        _cache.MarkReady(_work.PromptOf(request));
        if (_log.FirstTokenMs[request] == 0) _log.FirstTokenMs[request] = nowMs + _model.FixedMs;
        Started.Add(request);
        _log.Produced[request]++;
        _log.SinceStep[request] = _steps;
        if (!_model.ReserveOutput) _private++;
        int left = _work.Output[request] - _log.Produced[request];
        if (left <= 0)
        {
            Finish(request, nowMs);
            return;
        }

        _decodingCount++;
        _decoding.Push(_steps + left, request, _log.Admission[request]);
    }

    private void Finish(int request, double nowMs)
    {
        _private -= PrivatePrompt(request) + _work.Output[request];
        _cache.Unpin(_work.PromptOf(request));
        _cache.Keep(_work.AnswerOf(request));
        _log.Admission[request] = 0;
        _log.FinishedMs[request] = nowMs + _model.FixedMs;
        Finished.Add(request);
    }

    private int PrivatePrompt(int request) =>
        Math.Max(0, _work.Input[request] - (_work.PromptOf(request).Length * _work.BlockTokens));
}
