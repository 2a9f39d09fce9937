using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Catalog;
using Xerotier.ApiHost.Catalog.Presence;
using Xerotier.Grains;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Sharing;

/// <summary>
/// The automatic policy: published models that a shared agent has loaded may be used on every tier, others may not.
/// Every host runs it; they come to the same result.
/// </summary>
internal sealed partial class AutomaticRoles(
    SharedModels models,
    CatalogSnapshots catalog,
    ModelPresence presence,
    TimeProvider time,
    IOptions<SharingOptions> options,
    ILogger<AutomaticRoles> logger) : BackgroundService
{
    /// <summary>Gives every published model the role that it has by what shared agents have loaded now.</summary>
    public async Task ApplyAsync()
    {
        var index = await catalog.GetAsync();
        var shared = await presence.PoolAsync(GrainKeys.SharedPool);
        foreach (var item in index.Items)
        {
            bool loaded = shared.IsLoaded(item);
            if (loaded && item.Entry.Role == CatalogRoles.Deployable)
            {
                await models.PromoteAsync(item.Entry.ModelId, AuditActor.Policy, "loaded on a shared agent");
            }
            else if (!loaded && !shared.IsWarming && item.Entry.Role == CatalogRoles.Shared)
            {
                await models.DemoteAsync(item.Entry.ModelId, AuditActor.Policy, "loaded on no shared agent");
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RolePolicy != RolePolicy.Automatic)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.PolicyInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ApplyAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(1701, LogLevel.Warning, "Roles of published models could not be compared with agents; tried again")]
    private partial void LogFailed(Exception exception);
}
