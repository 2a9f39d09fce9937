using System.Globalization;
using System.Text;

namespace Xerotier.Protocol.Metrics;

/// <summary>One metric with one set of labels.</summary>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private readonly Lock _histogram = new();
    private double _value;
    private long _count;

    public void Record(MetricKind kind, double value)
    {
        switch (kind)
        {
            case MetricKind.Histogram:
                Observe(value);
                break;
            case MetricKind.Counter or MetricKind.UpDown:
                Add(value);
                break;
            default:
                Volatile.Write(ref _value, value);
                break;
        }
    }

    public void WriteTo(StringBuilder text, string name, string labels)
    {
        if (bounds.Length == 0) WriteLine(text, name, labels, Volatile.Read(ref _value));
        else WriteHistogram(text, name, labels);
    }

    private void Add(double value)
    {
        double seen, before = Volatile.Read(ref _value);
        do
        {
            seen = before;
            before = Interlocked.CompareExchange(ref _value, seen + value, seen);
        }
        while (!before.Equals(seen));
    }

    private void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds, value);
        if (bucket < 0) bucket = ~bucket;
        lock (_histogram)
        {
            _buckets[bucket]++;
            _count++;
            _value += value;
        }
    }

    private void WriteHistogram(StringBuilder text, string name, string labels)
    {
        lock (_histogram)
        {
            var separator = labels.Length == 0 ? "" : ",";
            long cumulative = 0;
            for (var i = 0; i < _buckets.Length; i++)
            {
                cumulative += _buckets[i];
                var bound = i < bounds.Length ? Number(bounds[i]) : "+Inf";
                WriteLine(text, name + "_bucket", $"{labels}{separator}le=\"{bound}\"", cumulative);
            }
            WriteLine(text, name + "_sum", labels, _value);
            WriteLine(text, name + "_count", labels, _count);
        }
    }

    private static void WriteLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
