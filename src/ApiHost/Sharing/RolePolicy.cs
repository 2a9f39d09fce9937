namespace Xerotier.ApiHost.Sharing;

/// <summary>Who decides which published models may be used on shared tiers.</summary>
internal enum RolePolicy
{
    /// <summary>Administrators: by an endpoint on a shared tier, and by demotion.</summary>
    Explicit,

    /// <summary>The platform: whatever a shared agent has loaded, as long as it has it.</summary>
    Automatic,
}
