namespace Xerotier.Agent;

/// <summary>Time and chance, both replaceable by tests.</summary>
/// <param name="Time">The clock and its timers.</param>
/// <param name="Random">Jitter.</param>
internal sealed record AgentClock(TimeProvider Time, Random Random)
{
    public static readonly AgentClock System = new(TimeProvider.System, Random.Shared);
}
