using System.Text.Json.Serialization;

namespace Xerotier.ApiHost.Catalog;

/// <summary>Source-generated JSON of the catalog: snake_case, nulls written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CatalogListBody))]
[JsonSerializable(typeof(CatalogModelBody))]
internal sealed partial class CatalogJson : JsonSerializerContext;
