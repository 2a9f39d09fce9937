using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Catalog;

/// <summary>How old what hosts show of the catalog may be.</summary>
internal sealed class CatalogViewOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "CatalogView";

    /// <summary>
    /// Age from which a host looks for changes made through other hosts; its own show at once. Default 2 s, 0 to 1
    /// minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Staleness { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Age from which a host asks again which agents hold a model. Default 5 s, 0 to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PresenceStaleness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most pools of agents that a host keeps in mind for that. Default 1,000, 16 to 100,000.</summary>
    [Range(16, 100_000)]
    public int MaxPools { get; set; } = 1_000;
}
