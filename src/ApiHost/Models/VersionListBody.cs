namespace Xerotier.ApiHost.Models;

/// <summary>Wire form of all versions of a model, oldest first.</summary>
internal sealed record VersionListBody(string Object, IReadOnlyList<VersionBody> Data);
