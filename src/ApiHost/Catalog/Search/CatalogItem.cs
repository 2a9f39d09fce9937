using System.Collections.Immutable;
using Xerotier.ApiHost.Catalog.Families;
using Xerotier.Grains.Catalog;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>A published model with what searches compare.</summary>
internal sealed class CatalogItem
{
    private const int PopularDeployments = 10;

    /// <summary>Prepares an entry.</summary>
    public CatalogItem(CatalogEntry entry)
    {
        Entry = entry;
        Tags = ModelTags.Of(entry.WorkloadType, entry.Name);
        Text = string.Join('\n', [entry.Name, entry.Description, entry.ProjectName, entry.Architecture ?? "", .. Tags])
            .ToLowerInvariant();
    }

    /// <summary>The entry.</summary>
    public CatalogEntry Entry { get; }

    /// <summary>See <see cref="ModelTags"/>.</summary>
    public ImmutableArray<string> Tags { get; }

    /// <summary>Slug of the model's family.</summary>
    public string Family => Entry.Architecture ?? ModelFamilies.Other;

    /// <summary>Whether ten endpoints or more use the model.</summary>
    public bool IsPopular => Entry.Deployments >= PopularDeployments;

    /// <summary>Everything that full-text search looks at, lower-case.</summary>
    public string Text { get; }
}
