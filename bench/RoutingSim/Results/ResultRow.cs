using System.Text.Json.Serialization;

namespace Xerotier.RoutingSim.Results;

/// <summary>One run in figures. Means and percentiles are over measured requests that were served.</summary>
internal sealed record ResultRow
{
    [JsonPropertyName("workload")]
    public required string Workload { get; init; }

    [JsonPropertyName("policy")]
    public required string Policy { get; init; }

    [JsonPropertyName("seed")]
    public required ulong Seed { get; init; }

    [JsonPropertyName("requests")]
    public required int Requests { get; init; }

    [JsonPropertyName("rejected")]
    public required int Rejected { get; init; }

    [JsonPropertyName("ttft_mean_ms")]
    public required double TtftMeanMs { get; init; }

    [JsonPropertyName("ttft_p50_ms")]
    public required double TtftP50Ms { get; init; }

    [JsonPropertyName("ttft_p90_ms")]
    public required double TtftP90Ms { get; init; }

    [JsonPropertyName("ttft_p99_ms")]
    public required double TtftP99Ms { get; init; }

    [JsonPropertyName("tpot_mean_ms")]
    public required double TpotMeanMs { get; init; }

    [JsonPropertyName("e2e_mean_ms")]
    public required double E2eMeanMs { get; init; }

    /// <summary>Output tokens over the time from the first arrival to the last token.</summary>
    [JsonPropertyName("throughput_tok_s")]
    public required double ThroughputTokS { get; init; }

    /// <summary>Cached prompt tokens over prompt tokens.</summary>
    [JsonPropertyName("hit_ratio")]
    public required double HitRatio { get; init; }

    /// <summary>
    /// Deviation over mean of the tokens (prompt and output) sent to each worker in 60 s, mean over such windows.
    /// </summary>
    [JsonPropertyName("load_cv")]
    public required double LoadCv { get; init; }
}
