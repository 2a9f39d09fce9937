namespace Xerotier.ApiHost.Models;

/// <summary>Wire form of what a model needs and where it fits.</summary>
internal sealed record FitBody(
    string Object,
    Guid ModelId,
    string Version,
    int ContextLength,
    long WeightBytes,
    long KvCacheBytes,
    long RequiredBytes,
    bool Fits,
    IReadOnlyList<AgentFitBody> Agents);
