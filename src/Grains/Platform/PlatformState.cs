using Orleans;

namespace Xerotier.Grains.Platform;

/// <summary>Stored form of the installation's facts, version 1.</summary>
[GenerateSerializer, Alias("xerotier.platform-state")]
internal sealed class PlatformState : IDurableState<PlatformState>
{
    [Id(0)]
    public string AdminTokenHash { get; set; } = "";

    /// <inheritdoc/>
    public PlatformState Copy() => (PlatformState)MemberwiseClone();
}
