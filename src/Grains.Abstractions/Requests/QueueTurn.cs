using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>Answer of a queue.</summary>
/// <param name="Outcome">What to do next.</param>
/// <param name="Position">Place in the queue, 1 for the head; 0 when not waiting.</param>
[GenerateSerializer, Alias("xerotier.queue-turn"), Immutable]
public sealed record QueueTurn(
    [property: Id(0)] QueueOutcome Outcome,
    [property: Id(1)] int Position);
