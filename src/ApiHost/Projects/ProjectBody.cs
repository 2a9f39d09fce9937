using System.Text.Json.Serialization;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Projects;

/// <summary>Wire form of a project.</summary>
internal sealed record ProjectBody(
    string Id,
    string Object,
    string Slug,
    string Name,
    string Plan,
    IReadOnlyList<string> Features,
    long CreatedAt)
{
    /// <summary>The secret of the project's first key; only in the answer to create.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApiKey { get; init; }

    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static ProjectBody Of(ProjectInfo info) => new(
        info.Id, "project", info.Slug, info.Name, info.Plan, info.Features, info.Created.ToUnixTimeSeconds());
}
