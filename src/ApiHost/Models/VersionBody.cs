using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Wire form of a version.</summary>
internal sealed record VersionBody(
    Guid Id, string Object, string Version, bool IsLatest, long Created, string? VersionNotes, string? Status)
{
    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static VersionBody Of(ModelVersionInfo info) => new(
        info.Id,
        "model.version",
        info.Version,
        info.IsLatest,
        info.Created.ToUnixTimeSeconds(),
        info.Notes,
        info.Status);
}
