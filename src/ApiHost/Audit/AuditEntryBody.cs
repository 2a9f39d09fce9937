using System.Globalization;
using Xerotier.Grains.Audit;

namespace Xerotier.ApiHost.Audit;

/// <summary>Wire form of an entry of the audit trail.</summary>
internal sealed record AuditEntryBody(
    string Id,
    string Object,
    long CreatedAt,
    string Action,
    AuditActorBody Actor,
    string ProjectId,
    Guid SubjectId,
    string? Detail)
{
    /// <summary>The wire form of <paramref name="entry"/>.</summary>
    public static AuditEntryBody Of(AuditEntry entry) => new(
        entry.Number.ToString(CultureInfo.InvariantCulture),
        "audit.entry",
        entry.Time.ToUnixTimeSeconds(),
        entry.Action.Name,
        new AuditActorBody(entry.Actor.Kind, entry.Actor.Id),
        entry.Action.ProjectId,
        entry.Action.SubjectId,
        entry.Action.Detail);
}
