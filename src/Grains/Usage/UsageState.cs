using Orleans;

namespace Xerotier.Grains.Usage;

/// <summary>Stored form of a project's usage on one day, version 1.</summary>
[GenerateSerializer, Alias("xerotier.usage-state")]
internal sealed class UsageState : IDurableState<UsageState>
{
    [Id(0)]
    public UsageRowState[] Rows { get; set; } = [];

    /// <summary>The latest batches, oldest first.</summary>
    [Id(1)]
    public Guid[] Batches { get; set; } = [];

    /// <inheritdoc/>
    public UsageState Copy() => (UsageState)MemberwiseClone();
}
