namespace Xerotier.Protocol.Agents;

/// <summary>A model on an agent.</summary>
/// <param name="Name">Served name.</param>
/// <param name="Version">Semver, or null.</param>
/// <param name="State"><c>cached</c>, <c>loading</c> or <c>loaded</c>.</param>
/// <param name="ContextLength">Context window in tokens, or null.</param>
/// <param name="ModelId">UUID on the platform of a model that was loaded by <see cref="AgentProtocol.LoadPath"/>, or
/// null.</param>
public sealed record HeartbeatModel(
    string Name, string? Version, string State, int? ContextLength, Guid? ModelId = null);
