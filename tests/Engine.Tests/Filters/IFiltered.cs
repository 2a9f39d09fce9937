using Orleans;

namespace Xerotier.Engine.Tests.Filters;

internal interface IFiltered : IGrainWithStringKey
{
    Task<string> Echo(string text);

    Task<string> ThroughClientFilter(string text);

    Task<string> Refused();

    Task<string> Replaced();

    Task Throws();

    Task<string> CallOther(string key, string text);
}

/// <summary>Grains whose results the silo's filters mark.</summary>
internal interface IFilteredMarks : IGrainWithStringKey
{
    Task<string> Name();
}
