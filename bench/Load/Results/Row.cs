using Xerotier.Load.Generator;

namespace Xerotier.Load.Results;

/// <summary>What one target did in one scenario: medians over its rounds; times in microseconds.</summary>
internal sealed record Row
{
    public required string Scenario { get; init; }

    public required string Target { get; init; }

    public required bool Streams { get; init; }

    public required int PromptBytes { get; init; }

    public required int Clients { get; init; }

    /// <summary>Milliseconds between two chunks; 0 when not streamed.</summary>
    public required double GapMs { get; init; }

    public required double RequestsPerSecond { get; init; }

    /// <summary>From request to the end of the answer.</summary>
    public required Percentiles Times { get; init; }

    /// <summary>The same beyond that of the direct path in the same round.</summary>
    public required Percentiles AddedTimes { get; init; }

    /// <summary>Time to the first byte beyond that of the direct path.</summary>
    public required Percentiles AddedFirstBytes { get; init; }

    /// <summary>Time by which chunks come later than they were sent, beyond the direct path.</summary>
    public required Percentiles AddedGaps { get; init; }

    /// <summary>Processor seconds of the gateway's processes for 1,000 requests.</summary>
    public required double CpuSecondsPer1000 { get; init; }

    /// <summary>Most resident memory of the gateway's processes.</summary>
    public required double PeakMib { get; init; }

    /// <summary>Resident memory that came with the clients, for each of them.</summary>
    public required double KibPerStream { get; init; }

    /// <summary>Requests without a good answer.</summary>
    public required int Failed { get; init; }

    /// <summary>Why one of them failed.</summary>
    public string? Reason { get; init; }
}
