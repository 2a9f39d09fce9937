namespace Orleans.Runtime;

/// <summary>When a reminder is due and was.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct TickStatus
{
    /// <summary>Creates a status.</summary>
    /// <param name="firstTickTime">When it was due first (UTC).</param>
    /// <param name="period">How often it is due.</param>
    /// <param name="timeStamp">When this tick was sent (UTC).</param>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>When it was due first (UTC).</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; }

    /// <summary>How often it is due.</summary>
    [Id(1)]
    public TimeSpan Period { get; }

    /// <summary>When this tick was sent (UTC).</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
