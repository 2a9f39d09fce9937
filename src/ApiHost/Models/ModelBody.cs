using System.Text.Json.Serialization;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Wire form of a model with its metadata; a superset of <see cref="ModelListing"/>.</summary>
internal sealed record ModelBody(
    Guid Id,
    string Object,
    long Created,
    string OwnedBy,
    string Name,
    string? Description,
    string Format,
    long SizeBytes,
    string Status,
    [property: JsonPropertyName("validationError")] string? ValidationError,
    string Version,
    string? Architecture,
    long? ParameterCount,
    int? ContextLength,
    string? Quantization,
    string? License,
    string WorkloadType,
    bool IsShared,
    string? CatalogRole,
    string? ServedName,
    string? Source)
{
    private const string UnknownFormat = "directory";

    /// <summary>The wire form of <paramref name="info"/> for its owner.</summary>
    public static ModelBody Of(ModelInfo info) => new(
        info.Id,
        "model",
        info.Created.ToUnixTimeSeconds(),
        info.Spec.ProjectId,
        info.Spec.Name,
        info.Spec.Description,
        info.Facts?.Format ?? UnknownFormat,
        info.Facts?.SizeBytes ?? 0,
        info.Status,
        info.ValidationError,
        info.Version,
        info.Facts?.Architecture,
        info.Facts?.ParameterCount,
        info.ContextLength,
        info.Facts?.DescribeQuantization(),
        info.License,
        info.Spec.WorkloadType,
        info.IsShared,
        info.CatalogRole,
        info.Spec.ServedName,
        info.Spec.Source);

    /// <summary>The wire form of <paramref name="info"/> for others: what sharing makes public.</summary>
    public static ModelBody OfShared(ModelInfo info) =>
        Of(info) with { ServedName = null, Source = null, ValidationError = null };
}
