using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Bodies;

/// <summary>Limits of the bodies of management, enrolment and heartbeat requests.</summary>
internal sealed class BodyOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Bodies";

    /// <summary>Largest body in bytes. Default 64 KiB, 1 KiB to 16 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 64 * 1024;
}
