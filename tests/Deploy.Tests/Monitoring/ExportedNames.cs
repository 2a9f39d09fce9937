using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Xerotier.Protocol.Metrics;

namespace Xerotier.Deploy.Tests.Monitoring;

/// <summary>
/// The names under which Prometheus finds the instruments of docs/reference/metrics.md, by the programs' own exporter.
/// </summary>
internal static partial class ExportedNames
{
    public static IReadOnlySet<string> All { get; } = Export();

    private static HashSet<string> Export()
    {
        using var meter = new Meter("names");
        using var exporter = new PrometheusExporter(instrument => ReferenceEquals(instrument.Meter, meter));
        foreach (Match row in Row().Matches(Repository.Read("docs/reference/metrics.md")))
        {
            Record(meter, row.Groups["name"].Value, row.Groups["kind"].Value, row.Groups["unit"].Value.Trim());
        }

        return [.. Sample().Matches(exporter.Render()).Select(match => match.Groups[1].Value)];
    }

    private static void Record(Meter meter, string name, string kind, string unit)
    {
        var known = unit.Length == 0 ? null : unit;
        switch (kind)
        {
            case "counter":
                meter.CreateCounter<long>(name, known).Add(1);
                break;
            case "histogram":
                meter.CreateHistogram<double>(name, known).Record(1);
                break;
            default:
                meter.CreateGauge<long>(name, known).Record(1);
                break;
        }
    }

    [GeneratedRegex("^\\| `(?<name>[a-z_.]+)` \\| (?<kind>[a-z]+) \\|(?<unit>[^|]*)\\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
