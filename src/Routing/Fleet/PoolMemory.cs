using Xerotier.Routing.Fairness;
using Xerotier.Routing.Prefixes;

namespace Xerotier.Routing.Fleet;

/// <summary>
/// What one silo remembers of one pool beyond snapshots: which prompt blocks agents hold, and what each project has in
/// flight. Shared by the silo's routers; thread-safe. Goes with <see cref="FleetView.Build"/> from view to view.
/// </summary>
/// <param name="limits">Bounds of the prefix index.</param>
public sealed class PoolMemory(PrefixLimits? limits = null)
{
    /// <summary>Prompt blocks by agent.</summary>
    public PrefixIndex Prefixes { get; } = new(limits ?? new PrefixLimits());

    /// <summary>Tokens in flight by project and agent.</summary>
    public ProjectLoads Projects { get; } = new();
}
