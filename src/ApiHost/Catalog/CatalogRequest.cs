using Orleans;
using Xerotier.ApiHost.Catalog.Presence;

namespace Xerotier.ApiHost.Catalog;

/// <summary>What the handlers of the catalog need.</summary>
internal sealed record CatalogRequest(
    IGrainFactory Grains, CatalogSnapshots Snapshots, CatalogVisitors Visitors, ModelPresence Presence);
