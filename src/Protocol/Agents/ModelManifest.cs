namespace Xerotier.Protocol.Agents;

/// <summary>The files of one model version, as agents fetch them.</summary>
/// <param name="ModelId">UUID of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Files">Its files, each path once.</param>
public sealed record ModelManifest(Guid ModelId, string Version, IReadOnlyList<ModelManifestFile> Files);
