using System.Globalization;
using System.Text;
using Xerotier.ApiHost.Telemetry;
using Xerotier.Grains.Requests;
using Xerotier.Routing;

namespace Xerotier.ApiHost.Routes;

/// <summary>
/// A route report in one line: <c>key=value</c> pairs, apart by semicolons; first the decision, then the thirteen
/// scores of the pick (<c>-</c> where unknown), then other candidates with their scores as far as there is room.
/// </summary>
internal static class RouteHeader
{
    /// <summary>Longest value in characters.</summary>
    public const int MaxLength = 1_024;

    /// <summary>The header's value.</summary>
    public static string Of(RouteReport report)
    {
        var text = new StringBuilder(MaxLength)
            .Append("outcome=").Append(HostMetrics.NameOf(report.Outcome))
            .Append(";attempt=").Append(report.Attempts)
            .Append(";candidates=").Append(report.Candidates.Length);
        if (report.Behind)
        {
            text.Append(";others_wait=1");
        }

        foreach (var filtered in report.Filtered)
        {
            text.Append(';').Append(filtered.Reason).Append('=').Append(filtered.Count);
        }

        foreach (var candidate in report.Candidates)
        {
            if (candidate.AgentId == report.AgentId)
            {
                AppendPick(text, report, candidate);
            }
        }

        AppendOthers(text, report);
        return text.ToString(0, Math.Min(text.Length, MaxLength));
    }

    private static void AppendPick(StringBuilder text, RouteReport report, RouteCandidate pick)
    {
        text.Append(";agent=").Append(pick.AgentId.ToString("D"))
            .Append(";explored=").Append(report.Explored ? 1 : 0)
            .Append(";sharpness=").Append(Number(report.Sharpness, "0.##"))
            .Append(";score=").Append(Number(pick.Score, "0.###"))
            .Append(";matched_blocks=").Append(pick.MatchedBlocks)
            .Append(";ttft_ms=").Append(Number(pick.PredictedTtftMs, "0.#"));
        for (var i = 0; i < pick.Scores.Length; i++)
        {
            text.Append(';').Append(SignalNames.All[i]).Append('=').Append(Number(pick.Scores[i], "0.##"));
        }
    }

    private static void AppendOthers(StringBuilder text, RouteReport report)
    {
        foreach (var candidate in report.Candidates)
        {
            var other = $";other={candidate.AgentId:D}:{Number(candidate.Score, "0.###")}";
            if (candidate.AgentId != report.AgentId && text.Length + other.Length <= MaxLength)
            {
                text.Append(other);
            }
        }
    }

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
