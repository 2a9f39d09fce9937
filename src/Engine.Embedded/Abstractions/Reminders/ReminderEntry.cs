using Orleans.Runtime;

namespace Orleans;

/// <summary>A stored reminder.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>Its name.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = "";

    /// <summary>When it is due first (UTC).</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>How often it is due.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>Its version.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<{GrainId}, {ReminderName}, {StartAt:O}, {Period}, {ETag}>";
}
