namespace Xerotier.RoutingSim.Workers;

/// <content>What the next step or span of steps consists of.</content>
internal sealed partial class Worker
{
    private long FreeTokens => _model.KvTokens - _private - ((long)_cache.Pinned * _work.BlockTokens);

    private void Plan(double nowMs)
    {
        MakeRoomToDecode();
        int budget = Math.Max(1, _model.ChunkTokens - _decodingCount);
        int tokens = 0;
        _blocked = false;
        if (_partial != None) tokens += Chunk(_partial, _partialLeft, budget);
        while (tokens < budget && _queue.Count > 0)
        {
            int request = _queue.First;
            if (Running >= _model.MaxSequences || !TryAdmit(request, out int uncached))
            {
                _blocked = true;
                break;
            }

            _queue.Take();
            tokens += Chunk(request, uncached, budget - tokens);
        }

        CompactAdmitted();
        _prefilling = tokens > 0;
        if (Running == 0)
        {
            NextMs = double.PositiveInfinity;
            return;
        }

        _stepMs = (_model.StepMs + (_model.SequenceMs * Running) + (tokens * 1000.0 / _model.PrefillRate)) / Speed;
        _span = _prefilling ? 1 : StepsUntilChange();
        _spanStartMs = nowMs;
        NextMs = nowMs + (_span * _stepMs);
    }

    private int Chunk(int request, int left, int budget)
    {
        if (left <= budget)
        {
            _partial = None;
            _completing.Add(request);
            return left;
        }

        (_partial, _partialLeft) = (request, left - budget);
        return budget;
    }

    private bool TryAdmit(int request, out int uncached)
    {
        var prompt = _work.PromptOf(request);
        int length = _work.Input[request] + _log.Produced[request];
        int cached = (int)Math.Min((long)_cache.Match(prompt) * _work.BlockTokens, length - 1);
        uncached = length - cached;
        int grows = _model.ReserveOutput ? _work.Output[request] : _log.Produced[request];
        long own = PrivatePrompt(request) + grows;
        long pinned = (long)_cache.CountUnpinned(prompt) * _work.BlockTokens;
        double spare = Running > 0 && !_model.ReserveOutput ? Watermark * _model.KvTokens : 0;
        if (own + pinned + spare > FreeTokens) return false;

        _private += own;
        _cache.Pin(prompt);
        TrimCache();
        _log.Cached[request] = cached;
        _log.Admission[request] = ++_admissions;
        _admitted.Add((request, _admissions));
        return true;
    }

    private int StepsUntilChange()
    {
        while (_log.Admission[_decoding.First.Request] != _decoding.First.Stamp) _decoding.Pop();
        long steps = _decoding.First.Step - _steps;
        if (!_model.ReserveOutput) steps = Math.Min(steps, Math.Max(1, FreeTokens / _decodingCount));
        return (int)steps;
    }

    private void MakeRoomToDecode()
    {
        while (!_model.ReserveOutput && FreeTokens < _decodingCount && Running > 1) Preempt();
    }

    private void Preempt()
    {
        var (request, admission) = _admitted[^1];
        _admitted.RemoveAt(_admitted.Count - 1);
        if (_log.Admission[request] != admission) return;

        if (request == _partial)
        {
            _partial = None;
        }
        else
        {
            _log.Produced[request] = ProducedBy(request, _steps);
            _decodingCount--;
        }

        _private -= PrivatePrompt(request) + _log.Produced[request];
        _cache.Unpin(_work.PromptOf(request));
        _log.Admission[request] = 0;
        _log.Preemptions++;
        _queue.Return(request);
    }

    private void TrimCache() => _cache.Trim(Math.Max(0, FreeTokens / _work.BlockTokens));

    private void CompactAdmitted()
    {
        if (_admitted.Count <= (2 * Running) + 64) return;
        _admitted.RemoveAll(entry => _log.Admission[entry.Request] != entry.Admission);
    }
}
