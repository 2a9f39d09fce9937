using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Reads versions of models.</summary>
internal static class VersionFields
{
    private const int MaxTextLength = 1024;
    private const int MaxNotesLength = 4096;

    /// <summary>
    /// The semver in <c>version</c>, or null; <see cref="FaultCode.InvalidVersion"/> when it is none.
    /// </summary>
    public static string? Read(RequestFields fields)
    {
        string? version = fields.Text("version", 0, MaxTextLength);
        if (version is not null && !SemanticVersion.IsValid(version))
        {
            fields.Refuse("version", "must be a semantic version, e.g. 1.0.0", FaultCode.InvalidVersion);
        }

        return version;
    }

    /// <summary>What changed, in either spelling, or null.</summary>
    public static string? ReadNotes(RequestFields fields) =>
        fields.Prose(fields.Has("version_notes") ? "version_notes" : "versionNotes", MaxNotesLength);
}
