using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Xerotier.Protocol.Metrics;

/// <summary>
/// Listens to instruments and writes them as Prometheus text (exposition format 0.0.4).
/// Names follow OpenTelemetry's mapping: dots become underscores, a known unit (<c>s</c>, <c>ms</c>, <c>By</c>,
/// <c>1</c>) and <c>_total</c> for counters are appended unless already there. Recording a measurement allocates
/// nothing once its series exists. Tags of one instrument must come in one fixed order.
/// </summary>
public sealed class PrometheusExporter : IDisposable
{
    /// <summary>Media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Default of the series an instrument may have.</summary>
    public const int DefaultMaxSeries = 2000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();
    private readonly int _maxSeries;

    /// <summary>Starts listening.</summary>
    /// <param name="include">Which instruments to export.</param>
    /// <param name="maxSeries">Series per instrument, at least 1; measurements with further label values land in one
    /// series labelled <c>overflow="true"</c>.</param>
    public PrometheusExporter(Func<Instrument, bool> include, int maxSeries = DefaultMaxSeries)
    {
        ArgumentNullException.ThrowIfNull(include);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSeries, 1);
        _maxSeries = maxSeries;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (include(instrument)) listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record(state, (double)value, tags));
        _listener.Start();
    }

    /// <summary>Asks the observable instruments and writes everything, ordered by name.</summary>
    /// <param name="writer">Where the UTF-8 text goes.</param>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Encoding.UTF8.GetBytes(Render(), writer);
    }

    /// <summary>Asks the observable instruments and returns everything as text, ordered by name.</summary>
    public string Render()
    {
        lock (_writing)
        {
            foreach (var family in _families.Values) family.ForgetObserved();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
                family.WriteTo(text);
            return text.ToString();
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)family!).Record(value, tags);

    private MetricFamily FamilyOf(Instrument instrument)
    {
        var kind = MetricNames.KindOf(instrument);
        return _families.GetOrAdd(
            MetricNames.NameOf(instrument, kind),
            static (name, of) => new MetricFamily(name, of.kind, of.instrument, of._maxSeries),
            (kind, instrument, _maxSeries));
    }
}
