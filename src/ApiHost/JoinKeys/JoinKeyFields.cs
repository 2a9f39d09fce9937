using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.JoinKeys;

namespace Xerotier.ApiHost.JoinKeys;

/// <summary>Reads what a join key is made of.</summary>
internal static class JoinKeyFields
{
    private const int MaxNameLength = 128;
    private const int MaxLifeSeconds = 3600;
    private const int MaxLifeHours = 1;
    private const long MaxStorageBytes = 1L << 50;

    /// <summary>A new join key; <c>expires_in_seconds</c> is 1 to 3600, default 3600.</summary>
    public static JoinKeySpec Read(RequestFields fields, string projectId, DateTimeOffset now)
    {
        long life = fields.Integer("expires_in_seconds", 1, MaxLifeSeconds)
            ?? fields.Integer("expires_in_hours", 1, MaxLifeHours) * MaxLifeSeconds
            ?? MaxLifeSeconds;
        long? storageBytes = fields.Integer("storage_limit_bytes", 1, MaxStorageBytes);
        bool storageLimited = fields.Flag("storage_limit_enabled") ?? storageBytes is not null;
        if (storageLimited && storageBytes is null)
        {
            fields.Refuse("storage_limit_bytes", "is required with storage_limit_enabled");
        }

        return new JoinKeySpec(
            Guid.NewGuid(),
            projectId,
            fields.Text("name", 0, MaxNameLength) ?? "",
            RegionFields.Read(fields),
            TierFields.ReadMany(fields, "supported_tiers"),
            storageLimited,
            storageBytes,
            now + TimeSpan.FromSeconds(life));
    }
}
