namespace Xerotier.RoutingSim.Simulation;

/// <summary>
/// The next event of each worker, the earliest first; one entry a worker, moved when its time changes.
/// </summary>
internal sealed class EventHeap
{
    private readonly double[] _time;
    private readonly int[] _heap;
    private readonly int[] _place;

    public EventHeap(int workers)
    {
        (_time, _heap, _place) = (new double[workers], new int[workers], new int[workers]);
        for (int i = 0; i < workers; i++) (_heap[i], _place[i]) = (i, i);
        _time.AsSpan().Fill(double.PositiveInfinity);
    }

    /// <summary>The worker whose event is next.</summary>
    public int First => _heap[0];

    /// <summary>When that is.</summary>
    public double FirstMs => _time[_heap[0]];

    /// <summary>Sets the time of a worker's next event.</summary>
    public void Set(int worker, double time)
    {
        double before = _time[worker];
        if (time == before) return;
        _time[worker] = time;
        if (time < before) Rise(_place[worker]);
        else Sink(_place[worker]);
    }

    private void Rise(int place)
    {
        int worker = _heap[place];
        double time = _time[worker];
        while (place > 0)
        {
            int parent = (place - 1) >> 1;
            if (_time[_heap[parent]] <= time) break;
            Put(place, _heap[parent]);
            place = parent;
        }

        Put(place, worker);
    }

    private void Sink(int place)
    {
        int worker = _heap[place];
        double time = _time[worker];
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= _heap.Length) break;
            if (child + 1 < _heap.Length && _time[_heap[child + 1]] < _time[_heap[child]]) child++;
            if (time <= _time[_heap[child]]) break;
            Put(place, _heap[child]);
            place = child;
        }

        Put(place, worker);
    }

    private void Put(int place, int worker) => (_heap[place], _place[worker]) = (worker, place);
}
