using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Xerotier.Protocol.Metrics;

/// <summary>All series of one metric name.</summary>
internal sealed class MetricFamily(string name, MetricKind kind, Instrument instrument, int maxSeries)
{
    private const int MaxLabelChars = 512;
    private const string Overflow = "overflow=\"true\"";

    private static readonly double[] SecondBounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly double[] PlainBounds =
        [1, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 10_000, 50_000];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly double[] _bounds = kind == MetricKind.Histogram ? BoundsOf(instrument) : [];

    public string Name => name;

    /// <summary>Takes one measurement.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Span<char> buffer = stackalloc char[MaxLabelChars];
        var fits = LabelText.TryWrite(tags, buffer, out var length);
        SeriesOf(fits ? buffer[..length] : Overflow).Record(kind, value);
    }

    /// <summary>Drops what observable instruments reported at the last scrape; they report anew.</summary>
    public void ForgetObserved()
    {
        if (kind is MetricKind.ObservedGauge or MetricKind.ObservedCounter) _series.Clear();
    }

    public void WriteTo(StringBuilder text)
    {
        if (_series.IsEmpty) return;
        if (instrument.Description is { Length: > 0 } help)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(LabelText.OneLine(help)).Append('\n');
        }
        text.Append("# TYPE ").Append(name).Append(' ').Append(TypeName).Append('\n');
        foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            series.WriteTo(text, name, labels);
    }

    private string TypeName => kind switch
    {
        MetricKind.Counter or MetricKind.ObservedCounter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private MetricSeries SeriesOf(ReadOnlySpan<char> labels)
    {
        var known = _series.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(labels, out var series)) return series;
        var key = _series.Count >= maxSeries ? Overflow : labels.ToString();
        return _series.GetOrAdd(key, static (_, bounds) => new MetricSeries(bounds), _bounds);
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } =>
            [.. bounds.Select(Convert.ToDouble)],
        _ => instrument.Unit == "s" ? SecondBounds : PlainBounds,
    };
}
