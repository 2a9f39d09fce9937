namespace Xerotier.Agent.Models;

/// <summary>One version of one model of the platform.</summary>
/// <param name="ModelId">UUID of the model.</param>
/// <param name="Version">Its version.</param>
internal readonly record struct ModelKey(Guid ModelId, string Version)
{
    public override string ToString() => $"{ModelId}@{Version}";
}
