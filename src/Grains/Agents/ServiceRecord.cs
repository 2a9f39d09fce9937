using Xerotier.Grains.Fleet;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Health;
using Xerotier.Routing.Latency;

namespace Xerotier.Grains.Agents;

/// <summary>
/// What an agent's requests tell of it: prompt tokens it still has to process, how fast it serves each model, how often
/// it fails, whether it has become slow. In memory only. Times are Unix milliseconds.
/// </summary>
/// <param name="slowFactor">See <see cref="AgentOptions.SlowFactor"/>.</param>
internal sealed class ServiceRecord(double slowFactor)
{
    private const int MaxModels = 16;
    private const int MinSlowSamples = 5;

    /// <summary>Answers after which a prediction is worth comparing with.</summary>
    private const int MinSamples = 20;

    /// <summary>About the last ten requests count.</summary>
    private const double KeepFailures = 0.9;

    /// <summary>A slow agent is avoided, but never shut out: where there is no other, it serves.</summary>
    private const double SlowCountsAs = 0.5;

    private readonly Dictionary<LeaseId, Work> _open = [];
    private readonly Dictionary<string, LatencyModel> _speeds = new(StringComparer.Ordinal);
    private readonly PrefillBacklog _backlog = new();
    private readonly SlowAgent _slow = new(slowFactor, MinSlowSamples);
    private double? _failures;
    private double _msPerToken = LatencyEstimate.Default.MsPerToken;

    /// <summary>Requests under way.</summary>
    public int Count => _open.Count;

    /// <summary>Share of recent requests that failed, 0 to 1; null when there were none.</summary>
    public double? ErrorRate => _slow.IsSlow ? Math.Max(SlowCountsAs, _failures ?? 0) : _failures;

    /// <summary>How fast the agent serves what it has served.</summary>
    public IEnumerable<ModelSpeed> Speeds
    {
        get
        {
            foreach ((string model, LatencyModel speed) in _speeds)
            {
                if (speed.Samples > 0)
                {
                    LatencyEstimate known = speed.Estimate;
                    yield return new ModelSpeed(
                        model, known.BaseMs, known.MsPerToken, known.StepMs, known.StepMsPerRunning);
                }
            }
        }
    }

    /// <summary>Prompt tokens still to be processed.</summary>
    public long BacklogAt(long now) => _backlog.TokensAt(now, _msPerToken);

    /// <summary>Times to first token and per output token in ms that a request should see that has just begun; null
    /// until enough were seen to tell.</summary>
    public (double? TtftMs, double? TpotMs) ExpectationOf(LeaseId id)
    {
        if (!_open.TryGetValue(id, out Work? work))
        {
            return default;
        }

        LatencyModel speed = SpeedOf(work.Request.Model);
        LatencyEstimate known = speed.Estimate;
        return (
            speed.Samples >= MinSamples ? known.BaseMs + (known.MsPerToken * work.Tokens) : null,
            speed.Ends >= MinSamples ? known.StepMs + (known.StepMsPerRunning * work.Running) : null);
    }

    /// <summary>A request is leased.</summary>
    /// <param name="request">The request.</param>
    /// <param name="running">Requests in flight, this one included.</param>
    /// <param name="now">Now.</param>
    public void Begin(LeaseRequest request, int running, long now)
    {
        _msPerToken = SpeedOf(request.Model).Estimate.MsPerToken;
        _open[request.Id] = new Work(request, BacklogAt(now) + request.UncachedTokens, running, now);
        _backlog.Add(request.UncachedTokens, now);
    }

    /// <summary>A request's first token came.</summary>
    public void FirstToken(LeaseId id, double ttftMs, double kvUsage, long now)
    {
        if (!_open.TryGetValue(id, out Work? work) || work.IsPrefilled)
        {
            return;
        }

        Prefilled(work, now);
        LatencyModel speed = SpeedOf(work.Request.Model);
        if (speed.Samples >= MinSamples)
        {
            _slow.Observe(work.Request.PredictedTtftMs, ttftMs);
        }

        speed.ObserveFirstToken(work.Tokens, ttftMs, kvUsage);
        _msPerToken = speed.Estimate.MsPerToken;
    }

    /// <summary>A request has ended.</summary>
    public void End(LeaseRelease release, double kvUsage, long now)
    {
        if (release.TtftMs is { } ttftMs)
        {
            FirstToken(release.Id, ttftMs, kvUsage, now);
        }

        if (!_open.Remove(release.Id, out Work? work))
        {
            return;
        }

        Prefilled(work, now);
        if (release.Outcome is LeaseOutcome.Success)
        {
            LearnStep(work, release);
            Judge(failed: false);
        }
        else if (release.Outcome is LeaseOutcome.AgentFailedEarly or LeaseOutcome.AgentFailedLate)
        {
            Judge(failed: true);
        }
    }

    /// <summary>Forgets requests whose leases are gone, and takes prompts as processed whose first token nobody
    /// sees.</summary>
    public void Tidy(LeaseBook leases, long now)
    {
        foreach ((LeaseId id, Work work) in _open)
        {
            bool isOver = !leases.Holds(id);
            if (isOver || !work.Request.Streams && now - work.Since > work.Request.PredictedTtftMs)
            {
                Prefilled(work, now);
            }

            if (isOver)
            {
                _open.Remove(id);
            }
        }
    }

    /// <summary>The agent started anew: what it failed before says nothing about it.</summary>
    public void Restart()
    {
        _slow.Clear();
        _failures = null;
    }

    private void LearnStep(Work work, LeaseRelease release)
    {
        double ttftMs = release.TtftMs ?? work.Request.PredictedTtftMs;
        if (release.CompletionTokens > 1 && release.DurationMs > ttftMs)
        {
            SpeedOf(work.Request.Model)
                .ObserveEnd(work.Running, (release.DurationMs - ttftMs) / (release.CompletionTokens - 1));
        }
    }

    private void Prefilled(Work work, long now)
    {
        if (!work.IsPrefilled)
        {
            work.IsPrefilled = true;
            _backlog.Remove(work.Request.UncachedTokens, now);
        }
    }

    private void Judge(bool failed) =>
        _failures = (KeepFailures * (_failures ?? 0)) + (failed ? 1 - KeepFailures : 0);

    private LatencyModel SpeedOf(string model)
    {
        if (!_speeds.TryGetValue(model, out LatencyModel? speed))
        {
            if (_speeds.Count >= MaxModels)
            {
                _speeds.Clear();
            }

            _speeds.Add(model, speed = new LatencyModel(LatencyEstimate.Default));
        }

        return speed;
    }

    private sealed class Work(LeaseRequest request, long tokens, int running, long since)
    {
        public LeaseRequest Request { get; } = request;

        /// <summary>Prompt tokens that waited ahead, and its own.</summary>
        public long Tokens { get; } = tokens;

        public int Running { get; } = running;

        public long Since { get; } = since;

        public bool IsPrefilled { get; set; }
    }
}
