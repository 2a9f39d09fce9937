namespace Xerotier.RoutingSim.Workloads;

/// <summary>The workloads by name.</summary>
internal static class WorkloadCatalog
{
    /// <summary>The replayed trace.</summary>
    public const string Trace = "trace";

    private static readonly Dictionary<string, Func<WorkloadSettings, ulong, Workload>> Makers = new()
    {
        [Trace] = TraceWorkload.Create,
        ["llm-d"] = LlmDWorkload.Create,
        ["regime-a"] = (settings, seed) => SharedPrefixWorkload.Create(SharedPrefixRegime.A, settings, seed),
        ["regime-b"] = (settings, seed) => SharedPrefixWorkload.Create(SharedPrefixRegime.B, settings, seed),
        ["regime-c"] = (settings, seed) => SharedPrefixWorkload.Create(SharedPrefixRegime.C, settings, seed),
        ["regime-d"] = (settings, seed) => SharedPrefixWorkload.Create(SharedPrefixRegime.D, settings, seed),
        ["conversations"] = ConversationWorkload.Plain,
        ["bursts"] = ConversationWorkload.Bursts,
        ["heterogeneous"] = ConversationWorkload.Heterogeneous,
        ["churn"] = ConversationWorkload.Churn,
        ["vtc"] = FairnessWorkload.TwoClients,
        ["clients-27"] = FairnessWorkload.ManyClients,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>Builds a workload; the same seed always gives the same one.</summary>
    public static Workload Create(string name, WorkloadSettings settings, ulong seed) => Makers[name](settings, seed);
}
