namespace Xerotier.Faults.Soak;

/// <summary>What a soak does.</summary>
/// <param name="Length">How long it is judged.</param>
/// <param name="WarmUp">How long it runs before.</param>
/// <param name="Streams">Open streams.</param>
/// <param name="Agents">Agents.</param>
/// <param name="Tokens">Tokens of each answer.</param>
/// <param name="StepMs">Milliseconds that an agent takes for a token.</param>
/// <param name="MaxSlope">MiB/min of the server's live memory that still count as flat.</param>
/// <param name="Seed">Seed of all chance.</param>
/// <param name="Json">Where the figures go; null for nowhere.</param>
internal sealed record SoakSettings(
    TimeSpan Length,
    TimeSpan WarmUp,
    int Streams,
    int Agents,
    int Tokens,
    double StepMs,
    double MaxSlope,
    int Seed,
    string? Json);
