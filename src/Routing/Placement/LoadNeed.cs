namespace Xerotier.Routing.Placement;

/// <summary>A model version that somebody has to load.</summary>
/// <param name="Version">The version.</param>
/// <param name="Replaces">Whether only agents that serve another version of the model come into question.</param>
public readonly record struct LoadNeed(string Version, bool Replaces);
