namespace Xerotier.ApiHost.Loading;

/// <summary>What became of the wish to have a model loaded.</summary>
internal enum LoadOutcome
{
    /// <summary>Nobody can load it: no agent, or nothing to load.</summary>
    Impossible,

    /// <summary>Some agent has it loaded already.</summary>
    Served,

    /// <summary>An agent has loaded it now.</summary>
    Loaded,

    /// <summary>An agent is loading it, and goes on after this answer.</summary>
    Loading,
}
