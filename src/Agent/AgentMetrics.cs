using System.Diagnostics.Metrics;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Models;
using Xerotier.Protocol.Metrics;

namespace Xerotier.Agent;

/// <summary>The agent's instruments and their Prometheus text.</summary>
internal sealed class AgentMetrics : IDisposable
{
    private const string MeterName = "Xerotier.Agent";
    private const string Prefix = "xerotier_agent_";

    private readonly Meter _meter;
    private readonly PrometheusExporter _exporter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _promptTokens;
    private readonly Counter<long> _generatedTokens;
    private readonly Counter<long> _heartbeatFailures;
    private readonly Histogram<double> _timeToFirstToken;
    private readonly Histogram<double> _timePerOutputToken;
    private readonly UpDownCounter<int> _tunnels;
    private readonly Counter<long> _fetchedBytes;
    private readonly Histogram<double> _loads;

    public AgentMetrics()
    {
        _meter = new Meter(MeterName);
        _requests = _meter.CreateCounter<long>(Prefix + "requests", null, "Requests answered, by status code");
        _promptTokens = _meter.CreateCounter<long>(Prefix + "prompt_tokens", null, "Prompt tokens read");
        _generatedTokens = _meter.CreateCounter<long>(Prefix + "generation_tokens", null, "Tokens generated");
        _heartbeatFailures = _meter.CreateCounter<long>(
            Prefix + "heartbeat_failures", null, "Heartbeats that the platform did not accept");
        _timeToFirstToken = _meter.CreateHistogram<double>(
            Prefix + "time_to_first_token", "s", "Time to the first token of a stream");
        _timePerOutputToken = _meter.CreateHistogram<double>(
            Prefix + "time_per_output_token", "s", "Mean time between the tokens of a stream");
        _tunnels = _meter.CreateUpDownCounter<int>(Prefix + "tunnels", null, "Open tunnels");
        _fetchedBytes = _meter.CreateCounter<long>(
            Prefix + "model_fetched_bytes", "By", "Bytes of model files that arrived from the platform");
        _loads = _meter.CreateHistogram<double>(
            Prefix + "model_load_time", "s", "Time to fetch and load a model, by outcome");
        _exporter = new PrometheusExporter(instrument => ReferenceEquals(instrument.Meter, _meter));
    }

    /// <summary>Adds the gauges of the backend.</summary>
    public void Observe(IBackend backend, Func<int> runningHere)
    {
        _meter.CreateObservableGauge(
            Prefix + "num_requests_running",
            () => PerModel(backend.Status, status => status.Running ?? runningHere()),
            null, "Requests the backend runs");
        _meter.CreateObservableGauge(
            Prefix + "num_requests_waiting",
            () => PerModel(backend.Status, status => status.Waiting ?? 0), null, "Requests the backend queues");
        _meter.CreateObservableGauge(
            Prefix + "kv_cache_usage_perc",
            () => PerModel(backend.Status, status => status.KvUsage), null, "Share of the KV cache in use, 0 to 1");
    }

    /// <summary>Adds the gauges of what is loaded and kept on disk.</summary>
    public void Observe(ModelLibrary library, ModelCache cache)
    {
        _meter.CreateObservableGauge(
            Prefix + "models", () => library.Models.CountBy(model => model.State).Select(state =>
                new Measurement<int>(state.Value, new KeyValuePair<string, object?>("state", state.Key))),
            null, "Models the platform had this agent load, by state");
        _meter.CreateObservableGauge(Prefix + "model_cache", () => cache.Bytes, "By", "Bytes of models on disk");
    }

    public string Render() => _exporter.Render();

    public void TunnelOpened() => _tunnels.Add(1);

    public void TunnelClosed() => _tunnels.Add(-1);

    public void Fetched(int bytes) => _fetchedBytes.Add(bytes);

    public void Loaded(bool isLoaded, TimeSpan time) => _loads.Record(
        time.TotalSeconds, new KeyValuePair<string, object?>("outcome", isLoaded ? "loaded" : "failed"));

    public void HeartbeatFailed() => _heartbeatFailures.Add(1);

    public void Answered(int status) => _requests.Add(1, new KeyValuePair<string, object?>("status", status));

    public void Tokens(string model, int prompt, int generated)
    {
        _promptTokens.Add(prompt, ModelTag(model));
        _generatedTokens.Add(generated, ModelTag(model));
    }

    public void Streamed(string model, TimeSpan timeToFirstToken, TimeSpan? timePerOutputToken)
    {
        _timeToFirstToken.Record(timeToFirstToken.TotalSeconds, ModelTag(model));
        if (timePerOutputToken is { } mean) _timePerOutputToken.Record(mean.TotalSeconds, ModelTag(model));
    }

    public void Dispose()
    {
        _exporter.Dispose();
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> ModelTag(string model) => new("model_name", model);

    /// <summary>
    /// A backend counts for all its models together: the figure carries its first model's name, so that sums are right.
    /// </summary>
    private static IEnumerable<Measurement<double>> PerModel(
        BackendStatus status, Func<BackendStatus, double?> figure) =>
        status.Models.Count > 0 && figure(status) is { } value
            ? [new Measurement<double>(value, ModelTag(status.Models[0].Name))]
            : [];
}
