using System.Collections.Immutable;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.ApiHost.Auth;

/// <summary>What the caller of a project route proved.</summary>
/// <param name="Key">The key's snapshot; at most <see cref="KeyCacheOptions.Staleness"/> old.</param>
internal sealed record ProjectAccess(ApiKeyAccess Key)
{
    /// <summary>The project, equal to the one in the path.</summary>
    public string ProjectId => Key.ProjectId;

    /// <summary>The key's UUID: what limits and quotas count by.</summary>
    public Guid KeyId => Key.Id;

    /// <summary>The key's role.</summary>
    public string Role => Key.Role;

    /// <summary>The key's scopes.</summary>
    public ImmutableArray<string> Scopes => Key.Scopes;

    /// <summary>The key's own quota, or null.</summary>
    public ApiKeyQuota? Quota => Key.Quota;
}
