namespace Xerotier.Grains.Audit;

/// <summary>Names of audited actions.</summary>
public static class AuditActions
{
    /// <summary>A project published a model.</summary>
    public const string Share = "model.share";

    /// <summary>A project took a model back.</summary>
    public const string Unshare = "model.unshare";

    /// <summary>A model may be used on shared tiers.</summary>
    public const string Promote = "model.promote";

    /// <summary>A model may be used on shared tiers no longer.</summary>
    public const string Demote = "model.demote";

    /// <summary>An administrator highlighted a model.</summary>
    public const string Feature = "model.feature";

    /// <summary>An administrator no longer highlights a model.</summary>
    public const string Unfeature = "model.unfeature";

    /// <summary>An administrator took a model out of the catalog.</summary>
    public const string Takedown = "model.takedown";
}
