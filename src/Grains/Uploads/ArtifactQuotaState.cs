using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>Stored form of what a project keeps, version 1.</summary>
[GenerateSerializer, Alias("xerotier.artifact-quota-state")]
internal sealed class ArtifactQuotaState : IDurableState<ArtifactQuotaState>
{
    [Id(0)]
    public ArtifactUseState[] Uses { get; set; } = [];

    /// <inheritdoc/>
    public ArtifactQuotaState Copy() => (ArtifactQuotaState)MemberwiseClone();
}
