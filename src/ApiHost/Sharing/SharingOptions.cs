using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Sharing;

/// <summary>How published models get the role that lets them be used on shared tiers.</summary>
internal sealed class SharingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Sharing";

    /// <summary>
    /// <c>Explicit</c> (default): only administrators promote and demote. <c>Automatic</c>: the role follows what
    /// shared agents have loaded.
    /// </summary>
    [EnumDataType(typeof(RolePolicy))]
    public RolePolicy RolePolicy { get; set; } = RolePolicy.Explicit;

    /// <summary>
    /// How often the automatic policy compares roles with agents. Default 10 s, 1 s to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PolicyInterval { get; set; } = TimeSpan.FromSeconds(10);
}
