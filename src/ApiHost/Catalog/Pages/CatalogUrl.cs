using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Xerotier.ApiHost.Catalog.Search;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>Addresses of the catalog.</summary>
internal static class CatalogUrl
{
    /// <summary>The page of the same query that begins after a model.</summary>
    public static string After(CatalogQuery query, Guid modelId)
    {
        var values = new QueryBuilder();
        Add("q", query.Text);
        Add("family", query.Family);
        Add("architecture", query.Architecture);
        Add("license", query.License);
        foreach (string tag in query.Tags)
        {
            Add("tag", tag);
        }

        Add("min_parameters", Text(query.MinParameters));
        Add("max_parameters", Text(query.MaxParameters));
        Add("min_context", Text(query.MinContext));
        Add("max_context", Text(query.MaxContext));
        Add("sort", query.Sort == default ? null : query.Sort.ToString().ToLowerInvariant());
        Add("limit", query.Limit == CatalogQuery.DefaultLimit ? null : Text(query.Limit));
        Add("after", modelId.ToString("D"));
        return "/models/catalog" + values;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                values.Add(name, value);
            }
        }
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
