using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Models;

/// <summary>Limits of models and of their checks.</summary>
public sealed class ModelOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Models";

    /// <summary>Most versions of one model. Default 1,000, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxVersions { get; set; } = 1_000;

    /// <summary>Most endpoints, of all projects, that use one model. Default 10,000, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxEndpoints { get; set; } = 10_000;

    /// <summary>
    /// Longest time for one piece of work, e.g. to check one version; then it is given out again or fails. Default 10
    /// minutes, 1 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WorkDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Pieces of work that one silo does at once. Default 4, 1 to 64.</summary>
    [Range(1, 64)]
    public int WorkConcurrency { get; set; } = 4;
}
