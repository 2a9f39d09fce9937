using System.Text.Json.Nodes;

namespace Xerotier.Cli.Uploads;

/// <summary>What an upload fills: a new model, or a new version of one.</summary>
/// <param name="Name">The name of the model.</param>
/// <param name="ModelId">The model to which a version is added; null for a new model.</param>
/// <param name="Version">The version; null for the platform's default.</param>
/// <param name="Details">Further fields of the model.</param>
internal sealed record UploadTarget(
    string Name, Guid? ModelId, string? Version, IReadOnlyDictionary<string, string?> Details)
{
    /// <summary>As the platform takes it.</summary>
    public JsonObject ToJson()
    {
        var model = ModelId is { } id ? new JsonObject { ["id"] = id } : new JsonObject { ["name"] = Name };
        foreach (var (field, value) in Details.Append(new("version", Version)))
        {
            if (value is not null)
            {
                model[field] = value;
            }
        }

        return model;
    }
}
