namespace Xerotier.Routing.Health;

/// <summary>
/// Circuit breaker of one agent: a failure keeps it out for a short time that doubles from failure to failure; after
/// that it is on probation, where the caller lets one request through at a time until one succeeds. Failures of
/// requests that were already under way when the first one failed count once.
/// </summary>
/// <param name="first">How long the first failure keeps the agent out.</param>
/// <param name="longest">The most that a failure keeps it out.</param>
public sealed class Suspicion(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>Until when the agent is kept out; null when nothing is held against it.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Whether the agent is kept out.</summary>
    public bool IsSuspect(DateTimeOffset now) => now < Until;

    /// <summary>Whether the agent has to prove itself with one request.</summary>
    public bool IsOnProbation(DateTimeOffset now) => now >= Until;

    /// <summary>Takes note of a failure.</summary>
    public void Fail(DateTimeOffset now)
    {
        if (IsSuspect(now))
        {
            return;
        }

        double doubled = first.TotalMilliseconds * Math.Pow(2, _failures);
        Until = now + TimeSpan.FromMilliseconds(Math.Min(doubled, longest.TotalMilliseconds));
        _failures = Math.Min(_failures + 1, 62);
    }

    /// <summary>Takes note of a success, or of a new start of the agent: nothing is held against it any more.</summary>
    public void Clear()
    {
        _failures = 0;
        Until = null;
    }
}
