using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Projects;

/// <summary>Limits of projects.</summary>
public sealed class ProjectOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Projects";

    /// <summary>
    /// Most things of one kind (keys, endpoints, models, join keys, agents) in one project. Default 1,000, 1 to
    /// 100,000. Plans may allow less. Revoked keys do not count; as many of them stay listed.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxOwnedPerKind { get; set; } = 1_000;

    /// <summary>
    /// How long spent join keys stay listed. Default 7 days, 1 hour (the life of a join key) to 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan JoinKeyRetention { get; set; } = TimeSpan.FromDays(7);
}
