namespace Xerotier.ApiHost.Catalog.Presence;

/// <summary>How available a published model is; for logged-in visitors only.</summary>
internal enum ModelAvailability
{
    /// <summary>Loaded on a shared agent, or behind an endpoint that an active agent can serve.</summary>
    Shared,

    /// <summary>Some agent has it, but whoever wants to use it needs an own one.</summary>
    XimOnly,

    /// <summary>No active agent has it.</summary>
    NotDeployed,
}
