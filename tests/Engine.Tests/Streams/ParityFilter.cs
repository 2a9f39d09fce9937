using Orleans.Runtime;
using Orleans.Streams.Filtering;

namespace Xerotier.Engine.Tests.Streams;

/// <summary>Delivers even or odd numbers, as the subscriber wishes; fails when it wishes anything else.</summary>
internal sealed class ParityFilter : IStreamFilter
{
    public bool ShouldDeliver(StreamId streamId, object item, string? filterData) => filterData switch
    {
        null => true,
        "even" => ((Item)item).Number % 2 == 0,
        "odd" => ((Item)item).Number % 2 != 0,
        _ => throw new ArgumentException(filterData, nameof(filterData)),
    };
}
