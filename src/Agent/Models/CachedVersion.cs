using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>A model version that is completely on disk.</summary>
/// <param name="Wish">What it was last loaded for.</param>
/// <param name="Manifest">Its files.</param>
/// <param name="LastUsed">When it was last used.</param>
internal sealed record CachedVersion(ModelLoadRequest Wish, ModelManifest Manifest, DateTimeOffset LastUsed)
{
    public ModelKey Key => new(Manifest.ModelId, Manifest.Version);
}
