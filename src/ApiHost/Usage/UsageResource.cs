using System.Globalization;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Usage;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Usage;

/// <summary>Metered usage of a project.</summary>
internal static class UsageResource
{
    private const int MaxDays = 92;

    /// <summary>Maps the usage route.</summary>
    public static void MapUsage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{project}/v1/usage", ListAsync).RequireProject(Scopes.Inference);

    /// <summary>Rows in order of day and endpoint; without a range, those of today.</summary>
    private static async Task<IResult> ListAsync(
        HttpContext context, IGrainFactory grains, TimeProvider time, string? from = null, string? to = null)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (!TryParse(to, today, out var last) || !TryParse(from, last, out var first))
        {
            return Refuse("Days are written yyyy-MM-dd.", TryParse(to, today, out _) ? "from" : "to");
        }

        var days = last.DayNumber - first.DayNumber + 1;
        if (days is < 1 or > MaxDays)
        {
            return Refuse($"The range must have 1 to {MaxDays} days.", "from");
        }

        var projectId = context.ProjectAccess().ProjectId;
        var rows = await Task.WhenAll(Enumerable.Range(0, days).Select(offset => ReadAsync(first.AddDays(offset))));
        return TypedResults.Json(
            new ListEnvelope<UsageBody>("list", [.. rows.SelectMany(day => day)]),
            UsageJson.Default.ListEnvelopeUsageBody);

        async Task<IEnumerable<UsageBody>> ReadAsync(DateOnly day)
        {
            var rollups = await grains.GetGrain<IUsageGrain>(GrainKeys.Usage(projectId, day)).ListRollupsAsync();
            return rollups
                .OrderBy(row => row.EndpointSlug, StringComparer.Ordinal)
                .Select(row => Describe(day, row));
        }
    }

    private static UsageBody Describe(DateOnly day, UsageRollup row) => new(
        "usage.day", day, row.EndpointSlug, row.Requests, row.FailedRequests, row.InputTokens, row.CachedTokens,
        row.OutputTokens);

    private static bool TryParse(string? text, DateOnly fallback, out DateOnly day)
    {
        day = fallback;
        return text is null
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static FaultResult Refuse(string message, string param) =>
        new(new Fault(FaultCode.InvalidRequest, message, param));
}
