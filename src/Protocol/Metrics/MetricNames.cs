using System.Diagnostics.Metrics;

namespace Xerotier.Protocol.Metrics;

/// <summary>Maps instruments to Prometheus names and kinds.</summary>
internal static class MetricNames
{
    public static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        while (type is { IsGenericType: false }) type = type.BaseType;
        var definition = type?.GetGenericTypeDefinition();
        if (definition == typeof(Counter<>)) return MetricKind.Counter;
        if (definition == typeof(ObservableCounter<>)) return MetricKind.ObservedCounter;
        if (definition == typeof(UpDownCounter<>)) return MetricKind.UpDown;
        if (definition == typeof(Histogram<>)) return MetricKind.Histogram;
        return instrument.IsObservable ? MetricKind.ObservedGauge : MetricKind.Gauge;
    }

    public static string NameOf(Instrument instrument, MetricKind kind)
    {
        var isCounter = kind is MetricKind.Counter or MetricKind.ObservedCounter;
        var name = Sanitize(instrument.Name);
        if (isCounter && name.EndsWith("_total", StringComparison.Ordinal)) name = name[..^"_total".Length];
        var unit = UnitSuffix(instrument.Unit);
        if (unit is not null && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return isCounter ? name + "_total" : name;
    }

    public static string Sanitize(string name) => string.Create(name.Length, name, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var isPart = char.IsAsciiLetter(source[i]) || source[i] is '_' or ':'
                || (i > 0 && char.IsAsciiDigit(source[i]));
            span[i] = isPart ? source[i] : '_';
        }
    });

    private static string? UnitSuffix(string? unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        "1" => "_ratio",
        _ => null,
    };
}
