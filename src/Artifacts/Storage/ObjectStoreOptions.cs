using System.ComponentModel.DataAnnotations;

namespace Xerotier.Artifacts.Storage;

/// <summary>Where model files are kept.</summary>
public sealed class ObjectStoreOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Artifacts";

    /// <summary>
    /// Directory of the object store; hosts of one cluster must share it. Default null: <c>artifacts</c> in
    /// <c>Storage:Directory</c>.
    /// </summary>
    [StringLength(4_096, MinimumLength = 1)]
    public string? Directory { get; set; }
}
