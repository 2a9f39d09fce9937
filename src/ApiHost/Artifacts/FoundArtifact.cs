using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Artifacts;

/// <summary>A version of a model that an agent may fetch.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Version">The version.</param>
/// <param name="Manifest">Its files.</param>
internal sealed record FoundArtifact(Guid ModelId, string Version, ArtifactManifest Manifest);
