using System.Globalization;
using Xerotier.Load.Targets;

namespace Xerotier.Load.Results;

/// <summary>A goal and what was measured.</summary>
/// <param name="Text">The goal.</param>
/// <param name="Value">The measurement.</param>
/// <param name="Limit">What it should be.</param>
/// <param name="AtLeast">Whether the limit is a least or a most.</param>
/// <param name="Unit">Of both.</param>
internal sealed record Bar(string Text, double Value, double Limit, bool AtLeast, string Unit)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds => AtLeast ? Value >= Limit : Value <= Limit;

    /// <summary>The goals that the measured rows can say something about.</summary>
    public static IReadOnlyList<Bar> Of(IReadOnlyCollection<Row> rows)
    {
        double Find(string scenario, string target, Func<Row, double> value) =>
            rows.FirstOrDefault(row => row.Scenario == scenario && row.Target == target) is { } row
                ? value(row)
                : double.NaN;

        double Added(string target) => Find("plain-4096-1", target, row => row.AddedTimes.P50);
        double Rate(string target) => Find("plain-4096-32", target, row => row.RequestsPerSecond);
        double FirstByte(string target) => Find("stream-4096-256", target, row => row.AddedFirstBytes.P99 / 1000);
        double Gap(string target) => Find("stream-4096-256", target, row => row.AddedGaps.P99 / 1000);

        var (direct, tunnel) = (OwnGateway.DirectColumn, OwnGateway.TunnelColumn);
        Bar[] all =
        [
            new("added p50 at 1, direct agent, of nginx's", Added(direct) / Added(Nginx.Column), 2, false, "x"),
            new("added p50 at 1, tunnel, of nginx's", Added(tunnel) / Added(Nginx.Column), 2.5, false, "x"),
            new("requests/s at 32, direct agent, of nginx's", Rate(direct) / Rate(Nginx.Column), 0.5, true, "x"),
            new("requests/s at 32, tunnel, of the direct agent's", Rate(tunnel) / Rate(direct), 0.65, true, "x"),
            new("requests/s at 32, direct agent, of Portkey's", Rate(direct) / Rate(Portkey.Column), 10, true, "x"),
            new("requests/s at 32, tunnel, of Portkey's", Rate(tunnel) / Rate(Portkey.Column), 10, true, "x"),
            new("added TTFB p99 at 256 streams, direct agent", FirstByte(direct), 2, false, "ms"),
            new("added TTFB p99 at 256 streams, tunnel", FirstByte(tunnel), 2, false, "ms"),
            new("added gap p99 at 256 streams, direct agent", Gap(direct), 1, false, "ms"),
            new("added gap p99 at 256 streams, tunnel", Gap(tunnel), 1, false, "ms"),
        ];
        return [.. all.Where(bar => !double.IsNaN(bar.Value))];
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Text} | {Value:0.00} {Unit} | {(AtLeast ? "&ge;" : "&le;")} {Limit} {Unit} "
        + $"| {(Holds ? "holds" : "**missed**")} |");
}
