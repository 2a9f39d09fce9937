using Xerotier.ApiHost.Telemetry;
using Xerotier.Grains.Requests;

namespace Xerotier.ApiHost.Routes;

/// <summary>Wire form of a remembered request.</summary>
internal sealed record RouteBody(
    string Id,
    string Object,
    long CreatedAt,
    string Endpoint,
    string Model,
    string Outcome,
    Guid? AgentId,
    bool Explored,
    int Attempts,
    bool OthersWait,
    double? Sharpness,
    long PromptTokens,
    long CachedTokens,
    long CompletionTokens,
    double DurationMs,
    int PromptBlocks,
    IReadOnlyDictionary<string, double>? Weights,
    IReadOnlyDictionary<string, int> Filtered,
    IReadOnlyList<RouteCandidateBody> Candidates)
{
    /// <summary>The wire form of <paramref name="record"/>.</summary>
    public static RouteBody Of(RouteRecord record)
    {
        var report = record.Report;
        return new RouteBody(
            record.RequestId,
            "route",
            record.At.ToUnixTimeSeconds(),
            record.Endpoint,
            record.Model,
            HostMetrics.NameOf(record.Outcome),
            report is { AgentId: var agent } && agent != Guid.Empty ? agent : null,
            report is { Explored: true },
            report?.Attempts ?? 0,
            report is { Behind: true },
            report is { Behind: false } ? report.Sharpness : null,
            record.PromptTokens,
            record.CachedTokens,
            record.CompletionTokens,
            Math.Round(record.DurationMs, 3),
            record.PromptBlocks.Length,
            report is { Weights.Length: > 0 } ? RouteCandidateBody.ByName(report.Weights.AsSpan()) : null,
            report?.Filtered.ToDictionary(filtered => filtered.Reason, filtered => filtered.Count) ?? [],
            [.. report?.Candidates.Select(RouteCandidateBody.Of) ?? []]);
    }
}
