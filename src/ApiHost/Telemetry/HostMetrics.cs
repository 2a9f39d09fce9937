using System.Diagnostics;
using System.Diagnostics.Metrics;
using Xerotier.ApiHost.Inference;
using Xerotier.ApiHost.Streaming;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.OpenAi;
using Xerotier.Routing;

namespace Xerotier.ApiHost.Telemetry;

/// <summary>The host's instruments. Labels are few and closed: no project, key or model among them.</summary>
internal sealed class HostMetrics : IDisposable
{
    /// <summary>Name of the one meter.</summary>
    public const string MeterName = "Xerotier.ApiHost";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly InstrumentAdvice<double> SmallSeconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 1],
    };

    private static readonly InstrumentAdvice<double> Shares = new()
    {
        HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99],
    };

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _firstByte;
    private readonly Histogram<double> _overhead;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _continuations;
    private readonly Counter<long> _routes;
    private readonly Histogram<double> _signals;

    /// <summary>This host's meter.</summary>
    public Meter Meter { get; } = new(MeterName);

    /// <summary>Creates the instruments.</summary>
    public HostMetrics(TunnelRegistry tunnels, HostLeases leases, BodyReader bodies)
    {
        _requests = Meter.CreateCounter<long>(
            "xerotier.requests", description: "Inference requests by operation and status.");
        _duration = Meter.CreateHistogram(
            "xerotier.request.duration", "s", "Time from request to the end of the answer.", advice: Seconds);
        _firstByte = Meter.CreateHistogram(
            "xerotier.agent.first_byte", "s", "Time from sending a request to an agent to its first byte.",
            advice: Seconds);
        _overhead = Meter.CreateHistogram(
            "xerotier.overhead", "s", "What the platform added before the first byte.", advice: SmallSeconds);
        _tokens = Meter.CreateCounter<long>("xerotier.tokens", description: "Tokens metered, by kind.");
        _attempts = Meter.CreateCounter<long>(
            "xerotier.attempts", description: "Attempts to serve a request at an agent, by outcome.");
        _continuations = Meter.CreateCounter<long>(
            "xerotier.continuations",
            description: "Attempts to go on with a stream whose agent failed, by outcome.");
        _routes = Meter.CreateCounter<long>(
            "xerotier.routes", description: "Decisions of the router, by outcome and whether they explored.");
        _signals = Meter.CreateHistogram(
            "xerotier.route.signal", description: "Scores of the agents that were picked, by signal.", advice: Shares);
        Meter.CreateObservableGauge(
            "xerotier.tunnels", () => tunnels.Count, description: "Tunnels that end at this host.");
        Meter.CreateObservableGauge(
            "xerotier.leases", () => leases.Count, description: "Requests at agents now.");
        Meter.CreateObservableGauge(
            "xerotier.bodies", () => bodies.Budget.Taken, "By", "Memory taken by request bodies.");
    }

    /// <summary>Counts a request that has ended.</summary>
    public void Ended(InferenceOperation operation, int status, CallTiming timing)
    {
        var tags = new TagList
        {
            { "operation", NameOf(operation) },
            { "status", status },
        };
        _requests.Add(1, tags);
        _duration.Record(timing.Elapsed.TotalSeconds, tags);
    }

    /// <summary>Counts one attempt at an agent.</summary>
    /// <param name="operation">What is asked for.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="resumed">Whether it went on with what another agent began.</param>
    public void Attempted(InferenceOperation operation, RelayOutcome outcome, bool resumed)
    {
        if (resumed)
        {
            _continuations.Add(1, new KeyValuePair<string, object?>("outcome", outcome.Lease.ToString()));
        }

        _attempts.Add(1, new("operation", NameOf(operation)), new("outcome", outcome.Lease.ToString()));
        if (outcome.FirstByte is { } firstByte)
        {
            _firstByte.Record(firstByte.TotalSeconds, new KeyValuePair<string, object?>(
                "operation", NameOf(operation)));
        }
    }

    /// <summary>Counts a decision of the router and, where it says why, the scores of its pick.</summary>
    public void Routed(RouteReply reply)
    {
        _routes.Add(
            1, new("outcome", NameOf(reply.Outcome)), new("explored", reply.Report is { Explored: true }));
        if (reply.Report is not { } report)
        {
            return;
        }

        foreach (var candidate in report.Candidates)
        {
            if (candidate.AgentId == report.AgentId)
            {
                Record(candidate);
                return;
            }
        }
    }

    /// <summary>Records what the platform added to a request.</summary>
    public void Added(TimeSpan overhead) => _overhead.Record(overhead.TotalSeconds);

    /// <summary>Counts tokens.</summary>
    public void Metered(TokenUsage usage)
    {
        _tokens.Add(usage.PromptTokens, new KeyValuePair<string, object?>("kind", "prompt"));
        _tokens.Add(usage.CompletionTokens, new KeyValuePair<string, object?>("kind", "completion"));
        _tokens.Add(usage.CachedTokens, new KeyValuePair<string, object?>("kind", "cached"));
    }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private void Record(RouteCandidate pick)
    {
        for (var i = 0; i < pick.Scores.Length; i++)
        {
            if (!double.IsNaN(pick.Scores[i]))
            {
                _signals.Record(pick.Scores[i], new KeyValuePair<string, object?>("signal", SignalNames.All[i]));
            }
        }
    }

    // Spelled out: an enum's ToString would allocate on every request.
    private static string NameOf(InferenceOperation operation) => operation switch
    {
        InferenceOperation.Chat => "chat",
        InferenceOperation.Completion => "completion",
        InferenceOperation.Embedding => "embedding",
        InferenceOperation.Rerank => "rerank",
        _ => "score",
    };

    /// <summary>An outcome as it is written in labels and bodies.</summary>
    public static string NameOf(RouteOutcome outcome) => outcome switch
    {
        RouteOutcome.Leased => "leased",
        RouteOutcome.Queue => "queue",
        RouteOutcome.NoAgent => "no_agent",
        RouteOutcome.ModelLoading => "model_loading",
        RouteOutcome.ContextTooLong => "context_too_long",
        _ => "unspecified",
    };
}
