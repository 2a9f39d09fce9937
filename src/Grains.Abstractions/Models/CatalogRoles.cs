namespace Xerotier.Grains.Models;

/// <summary>Which tiers a model of the public catalog may be used with.</summary>
public static class CatalogRoles
{
    /// <summary>Only on a project's own agents: how sharing starts.</summary>
    public const string Deployable = "deployable";

    /// <summary>On every tier.</summary>
    public const string Shared = "shared";
}
