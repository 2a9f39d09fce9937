using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of an entry in a project's index, version 1.</summary>
[GenerateSerializer, Alias("xerotier.owned-thing-state")]
internal sealed record OwnedThingState
{
    [Id(0)]
    public OwnedKind Kind { get; set; }

    [Id(1)]
    public Guid Id { get; set; }

    [Id(2)]
    public string Key { get; set; } = "";

    [Id(3)]
    public DateTimeOffset Created { get; set; }
}
