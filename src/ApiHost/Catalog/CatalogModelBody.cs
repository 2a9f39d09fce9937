using System.Text.Json.Serialization;

namespace Xerotier.ApiHost.Catalog;

/// <summary>Wire form of a published model: what sharing makes public, and nothing else.</summary>
internal sealed record CatalogModelBody(
    Guid Id,
    string Object,
    string Name,
    string Description,
    string Version,
    CatalogProjectBody Project,
    string Family,
    string? Architecture,
    string? Format,
    long? ParameterCount,
    int? ContextLength,
    string? License,
    string? Quantization,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Badges,
    int DeploymentCount)
{
    /// <summary>Which tiers it may be used with; absent for anonymous visitors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CatalogRole { get; init; }

    /// <summary>The wire form of a card.</summary>
    public static CatalogModelBody Of(CatalogCard card)
    {
        var entry = card.Item.Entry;
        return new CatalogModelBody(
            entry.ModelId,
            "catalog.model",
            entry.Name,
            entry.Description,
            entry.Version,
            new CatalogProjectBody(entry.ProjectId, entry.ProjectName),
            card.Item.Family,
            entry.Architecture,
            entry.Format,
            entry.ParameterCount,
            entry.ContextLength,
            entry.License,
            entry.Quantization,
            card.Item.Tags,
            card.Badges,
            entry.Deployments)
        {
            CatalogRole = card.ForKnownVisitor ? entry.Role : null,
        };
    }
}
