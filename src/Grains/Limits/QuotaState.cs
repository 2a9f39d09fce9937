using Orleans;

namespace Xerotier.Grains.Limits;

/// <summary>Stored form of a quota's window, version 1.</summary>
[GenerateSerializer, Alias("xerotier.quota-state")]
internal sealed class QuotaState
{
    [Id(0)]
    public DateTimeOffset WindowStart { get; set; }

    [Id(1)]
    public long Used { get; set; }
}
