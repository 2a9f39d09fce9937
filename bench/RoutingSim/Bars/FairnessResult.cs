using System.Text.Json.Serialization;

namespace Xerotier.RoutingSim.Bars;

/// <summary>How fair one policy was on one workload, by seed.</summary>
internal sealed record FairnessResult
{
    [JsonPropertyName("workload")]
    public required string Workload { get; init; }

    [JsonPropertyName("policy")]
    public required string Policy { get; init; }

    [JsonPropertyName("seed")]
    public required ulong Seed { get; init; }

    /// <summary>Output tokens a second until arrivals end.</summary>
    [JsonPropertyName("throughput_tok_s")]
    public required double ThroughputTokS { get; init; }

    /// <summary>Largest gap: of all samples (vtc) or windows (clients-27).</summary>
    [JsonPropertyName("max_gap")]
    public required double MaxGap { get; init; }

    [JsonPropertyName("mean_gap")]
    public required double MeanGap { get; init; }

    /// <summary>Gap in intervals of 10 s.</summary>
    [JsonPropertyName("gaps")]
    public required double[] Gaps { get; init; }
}
