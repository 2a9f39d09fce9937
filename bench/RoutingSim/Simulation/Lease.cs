namespace Xerotier.RoutingSim.Simulation;

/// <summary>What was agreed and assumed when a request went to its worker.</summary>
internal struct Lease
{
    /// <summary>Router that took it.</summary>
    public short Router;

    /// <summary>Whether the first token is still to come.</summary>
    public bool IsPrefilling;

    /// <summary>Tokens reserved.</summary>
    public int Reserved;

    /// <summary>Prompt tokens that the worker was thought to have to process.</summary>
    public int Uncached;

    /// <summary>Service charged to the project's counter.</summary>
    public long Charged;

    /// <summary>Backlog before it.</summary>
    public long Ahead;

    /// <summary>When it was taken.</summary>
    public double AtMs;
}
