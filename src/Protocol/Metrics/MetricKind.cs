namespace Xerotier.Protocol.Metrics;

/// <summary>How measurements of an instrument combine.</summary>
internal enum MetricKind
{
    /// <summary>Measurements add up and never fall.</summary>
    Counter,

    /// <summary>Each measurement is the new total.</summary>
    ObservedCounter,

    /// <summary>Measurements add up and may fall.</summary>
    UpDown,

    /// <summary>Each measurement replaces the last.</summary>
    Gauge,

    /// <summary>As <see cref="Gauge"/>, asked for at each scrape.</summary>
    ObservedGauge,

    /// <summary>Measurements are counted in buckets.</summary>
    Histogram,
}
