using Orleans;
using Xerotier.ApiHost.Ownership;

namespace Xerotier.ApiHost.Sharing;

/// <summary>What the handlers of sharing need.</summary>
internal sealed record SharingRequest(IGrainFactory Grains, OwnedThings Owned, SharedModels Models);
