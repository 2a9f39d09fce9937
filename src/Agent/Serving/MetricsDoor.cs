namespace Xerotier.Agent.Serving;

/// <summary>Marks connections of the Prometheus port: metrics alone are served there, and not by any other.</summary>
internal sealed class MetricsDoor
{
    public static readonly MetricsDoor Instance = new();
}
