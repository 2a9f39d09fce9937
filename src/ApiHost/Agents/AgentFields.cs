using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Agents;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Agents;

/// <summary>Reads what an owner changes of an agent.</summary>
internal static class AgentFields
{
    private const int MaxNameLength = 128;
    private const int MaxDescriptionLength = 1024;
    private const int MaxConcurrent = 100_000;
    private const long MaxStorageBytes = 1L << 50;

    /// <summary>The change; <c>storage_limit_enabled: false</c> lifts the storage limit.</summary>
    /// <param name="fields">The body.</param>
    /// <param name="shared">Whether the platform runs the agent.</param>
    public static AgentPatch Read(RequestFields fields, bool shared)
    {
        var tiers = TierFields.ReadMany(fields, "supported_tiers");
        long? storageBytes = fields.Integer("storage_limit_bytes", 1, MaxStorageBytes);
        return new AgentPatch(
            fields.Text("name", 1, MaxNameLength),
            fields.Text("description", 0, MaxDescriptionLength),
            RegionFields.Read(fields),
            tiers is null ? null : [.. AgentTiers.Of(tiers, [], shared)],
            (int?)fields.Integer("max_concurrent_requests", 0, MaxConcurrent),
            fields.Flag("storage_limit_enabled") is false ? 0 : storageBytes);
    }
}
