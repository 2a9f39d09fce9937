using System.Collections.Immutable;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>What a visitor of the catalog asks for; null and empty stand for anything.</summary>
internal sealed record CatalogQuery
{
    /// <summary>Most models of a page.</summary>
    public const int MaxLimit = 100;

    /// <summary>Models of a page when the request does not say; fills rows of two, three and four cards.</summary>
    public const int DefaultLimit = 24;

    private const int MaxTextLength = 200;

    private static readonly ImmutableArray<string> Sorts =
        [.. Enum.GetNames<CatalogSort>().Select(name => name.ToLowerInvariant())];

    /// <summary>Slug of the family.</summary>
    public string? Family { get; init; }

    /// <summary>Slug of the architecture.</summary>
    public string? Architecture { get; init; }

    /// <summary>The license.</summary>
    public string? License { get; init; }

    /// <summary>Tags, all of which a model must have.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Fewest parameters.</summary>
    public long? MinParameters { get; init; }

    /// <summary>Most parameters.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>Shortest context in tokens.</summary>
    public long? MinContext { get; init; }

    /// <summary>Longest context in tokens.</summary>
    public long? MaxContext { get; init; }

    /// <summary>Words that must all be in the model's name, description, project, architecture or tags.</summary>
    public string Text { get; init; } = "";

    /// <summary>The order.</summary>
    public CatalogSort Sort { get; init; }

    /// <summary>Most models of the page.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The model after which the page begins.</summary>
    public Guid? After { get; init; }

    private ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Whether anything but order and page was asked for.</summary>
    public bool IsFiltered =>
        this with { Sort = default, Limit = DefaultLimit, After = null, Tags = [], Words = [] } != new CatalogQuery()
        || !Tags.IsEmpty;

    /// <summary>Reads the query of a request; an empty value, as forms send it, counts as absent.</summary>
    public static Result<CatalogQuery> Read(IQueryCollection query)
    {
        var values = new QueryValues(query, MaxTextLength);
        string text = values.Text("q") ?? "";
        var read = new CatalogQuery
        {
            Family = values.Text("family"),
            Architecture = values.Text("architecture"),
            License = values.Text("license"),
            Tags = [.. values.Texts("tag").Select(ModelTags.Normalize).Where(tag => tag.Length > 0)],
            MinParameters = values.Count("min_parameters"),
            MaxParameters = values.Count("max_parameters"),
            MinContext = values.Count("min_context"),
            MaxContext = values.Count("max_context"),
            Text = text,
            Words = [.. text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            Sort = (CatalogSort)values.Choice("sort", Sorts),
            Limit = values.Integer("limit", 1, MaxLimit) ?? DefaultLimit,
            After = values.Uuid("after"),
        };
        return values.Fault is { } fault ? fault : read;
    }

    /// <summary>Whether a model is what was asked for.</summary>
    public bool Matches(CatalogItem item)
    {
        // Words first: they refuse most, and leave the rest of those models unread.
        var entry = item.Entry;
        return HasWords(item)
            && IsSame(Family, item.Family)
            && IsSame(Architecture, entry.Architecture)
            && IsSame(License, entry.License)
            && IsWithin(entry.ParameterCount, MinParameters, MaxParameters)
            && IsWithin(entry.ContextLength, MinContext, MaxContext)
            && HasTags(item);
    }

    private bool HasTags(CatalogItem item)
    {
        foreach (string tag in Tags)
        {
            if (!item.Tags.Contains(tag))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasWords(CatalogItem item)
    {
        foreach (string word in Words)
        {
            if (!item.Text.Contains(word, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(string? asked, string? value) =>
        asked is null || string.Equals(asked, value, StringComparison.OrdinalIgnoreCase);

    private static bool IsWithin(long? value, long? least, long? most) =>
        (least is null || value >= least) && (most is null || value <= most);
}
