namespace Xerotier.Grains.Models;

/// <summary>Where a model or a version is in its life.</summary>
public static class ModelStatuses
{
    /// <summary>Files are on their way; not available for inference.</summary>
    public const string Uploading = "uploading";

    /// <summary>Files are being checked.</summary>
    public const string Validating = "validating";

    /// <summary>Checked: may be assigned to endpoints and loaded.</summary>
    public const string Ready = "ready";

    /// <summary>Another word for <see cref="Ready"/>, which nothing sets any more.</summary>
    public const string Active = "active";

    /// <summary>The check failed; the diagnostic says why.</summary>
    public const string Error = "error";
}
