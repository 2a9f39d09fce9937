using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Catalog;

/// <summary>How the catalog stays true to its models.</summary>
public sealed class CatalogOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Catalog";

    /// <summary>
    /// How often each of the 64 segments compares one of its entries with the model, in turn; finds what a crash
    /// between a change and its notice left behind. Default 10 s, 1 s to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VerifyInterval { get; set; } = TimeSpan.FromSeconds(10);
}
