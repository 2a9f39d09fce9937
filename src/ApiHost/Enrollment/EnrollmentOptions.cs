using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Enrollment;

/// <summary>How agents enrol.</summary>
internal sealed class EnrollmentOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Enrollment";

    /// <summary>
    /// How long an agent's bearer token works; agents refresh it before. Default 24 h, 1 minute to 90 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Base URL at which agents reach this installation, e.g. <c>https://api.example.org</c>. Default null: the one
    /// that the agent enrolled at.
    /// </summary>
    [Url]
    public string? PublicUrl { get; set; }
}
