namespace Xerotier.Protocol.Agents;

/// <summary>Body of <see cref="AgentProtocol.LoadPath"/>: what to load.</summary>
/// <param name="ModelId">UUID of the model.</param>
/// <param name="Version">Its version (semver).</param>
/// <param name="ServedName">Name under which requests ask for it, 1-256 characters.</param>
/// <param name="Source"><c>hf:org/name@revision</c>; null for files of the platform, see
/// <see cref="AgentProtocol.ModelsPath"/>.</param>
/// <param name="SizeBytes">Bytes of its weights; null when unknown.</param>
/// <param name="ContextLength">Context window in tokens; null for the model's own.</param>
/// <param name="IdleSeconds">Seconds without a request after which it is unloaded; null for never.</param>
/// <param name="WaitSeconds">Seconds that the answer may wait for the load, 0-60; it goes on after that.</param>
/// <param name="Displaces">Whether models that nobody uses now, or an older version of this one once its requests have
/// finished, may be unloaded for it.</param>
public sealed record ModelLoadRequest(
    Guid ModelId,
    string? Version,
    string? ServedName,
    string? Source,
    long? SizeBytes,
    int? ContextLength,
    int? IdleSeconds,
    int WaitSeconds,
    bool Displaces);
