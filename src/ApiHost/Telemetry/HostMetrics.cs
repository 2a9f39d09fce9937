using System.Diagnostics;
using System.Diagnostics.Metrics;
using Xerotier.ApiHost.Inference;
using Xerotier.ApiHost.Streaming;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Protocol.OpenAi;

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

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _firstByte;
    private readonly Histogram<double> _overhead;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _attempts;

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
    public void Attempted(InferenceOperation operation, RelayOutcome outcome)
    {
        _attempts.Add(1, new("operation", NameOf(operation)), new("outcome", outcome.Lease.ToString()));
        if (outcome.FirstByte is { } firstByte)
        {
            _firstByte.Record(firstByte.TotalSeconds, new KeyValuePair<string, object?>(
                "operation", NameOf(operation)));
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

    // Spelled out: an enum's ToString would allocate on every request.
    private static string NameOf(InferenceOperation operation) => operation switch
    {
        InferenceOperation.Chat => "chat",
        InferenceOperation.Completion => "completion",
        InferenceOperation.Embedding => "embedding",
        InferenceOperation.Rerank => "rerank",
        _ => "score",
    };
}
