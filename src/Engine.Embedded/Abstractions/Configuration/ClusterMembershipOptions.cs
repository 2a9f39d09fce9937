namespace Orleans.Configuration;

/// <summary>
/// How silos find out that another one is gone. The silos of the embedded engine share a process and know at once;
/// the options are here so that one source configures both engines.
/// </summary>
public class ClusterMembershipOptions
{
    /// <summary>How often a silo is probed. Default 5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Missed probes that make a silo suspect. Default 3.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Suspicions that declare a silo dead. Default 2.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;
}
