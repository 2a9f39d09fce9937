using System.Globalization;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Faults;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Audit;

/// <summary>The audit trail, newest first.</summary>
internal static class AuditResource
{
    /// <summary>Maps the route.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/v1/audit", ListAsync)
            .RequireAdmin()
            .WithTags("Administration")
            .Produces<ListEnvelope<AuditEntryBody>>();

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var page = Page.Read(context.Request);
        if (page.Value is not { } asked)
        {
            return Reply.Fault(page.Fault!);
        }

        long before = 0;
        if (asked.After is not null
            && !long.TryParse(asked.After, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Reply.Fault(
                new Fault(FaultCode.InvalidRequest, "'after' must be the id of an entry of the list.", "after"));
        }

        var trail = await grains.GetGrain<IAuditGrain>(GrainKeys.Audit)
            .ListAsync(asked.After is null ? null : before, asked.Limit);
        return Reply.Json(
            new ListEnvelope<AuditEntryBody>("list", [.. trail.Entries.Select(AuditEntryBody.Of)], trail.HasMore),
            ApiJson.Default.ListEnvelopeAuditEntryBody);
    }
}
