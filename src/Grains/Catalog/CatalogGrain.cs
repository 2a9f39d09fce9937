using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.Grains.Catalog;

/// <inheritdoc cref="ICatalogGrain"/>
[GrainType("catalog")]
internal sealed partial class CatalogGrain(
    [PersistentState("catalog", StorageNames.Durable)] IPersistentState<CatalogState> store,
    IOptions<CatalogOptions> options,
    ILogger<CatalogGrain> logger) : Grain, ICatalogGrain
{
    private const int DescriptionLength = 300;

    private int _verified;

    private CatalogEntry[] Entries => store.State.Entries;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        TimeSpan interval = options.Value.VerifyInterval;
        this.RegisterGrainTimer(VerifyNextAsync, new GrainTimerCreationOptions(interval, interval));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask RefreshAsync(Guid modelId)
    {
        var entry = await DescribeAsync(modelId);
        int index = Array.FindIndex(Entries, known => known.ModelId == modelId);
        CatalogEntry? current = index < 0 ? null : Entries[index];
        if (entry == current)
        {
            return;
        }

        CatalogEntry[] others = [.. Entries.Where(known => known.ModelId != modelId)];
        await store.CommitAsync(state =>
        {
            state.Revision++;
            state.Entries = entry is null ? others : [.. others, entry];
        });
    }

    /// <inheritdoc/>
    public ValueTask<CatalogSegment> ReadAsync(long knownRevision) => new(
        knownRevision == store.State.Revision
            ? new CatalogSegment(knownRevision, null)
            : new CatalogSegment(store.State.Revision, [.. Entries]));

    private async Task VerifyNextAsync(CancellationToken cancellation)
    {
        if (Entries.Length == 0)
        {
            return;
        }

        _verified = (_verified + 1) % Entries.Length;
        try
        {
            await RefreshAsync(Entries[_verified].ModelId);
        }
        catch (Exception exception)
        {
            LogVerifyFailed(logger, this.GetPrimaryKeyString(), exception);
        }
    }

    private async ValueTask<CatalogEntry?> DescribeAsync(Guid modelId)
    {
        var got = await GrainFactory.GetGrain<IModelGrain>(GrainKeys.Uuid(modelId)).GetAsync();
        if (got.Value is not { IsShared: true } model)
        {
            return null;
        }

        var (spec, facts) = (model.Spec, model.Facts);
        var project = await GrainFactory.GetGrain<IProjectGrain>(spec.ProjectId).GetAsync();
        return new CatalogEntry(
            modelId,
            spec.ProjectId,
            project.Value?.Name ?? "",
            spec.Name,
            BeginningOf(spec.Description ?? ""),
            model.Version,
            facts?.Format,
            facts?.Architecture,
            facts?.ParameterCount,
            model.ContextLength,
            model.License,
            QuantizationOf(facts),
            spec.WorkloadType,
            model.Featured,
            model.Deployments,
            spec.ServedName,
            model.CatalogRole ?? CatalogRoles.Deployable);
    }

    // Never half of a character outside the basic plane.
    private static string BeginningOf(string text) =>
        text.Length <= DescriptionLength ? text
            : text[..(char.IsHighSurrogate(text[DescriptionLength - 1]) ? DescriptionLength - 1 : DescriptionLength)];

    private static string? QuantizationOf(ModelFacts? facts) => facts switch
    {
        { QuantizationMethod: { } method, QuantizationBits: { } bits } =>
            string.Create(CultureInfo.InvariantCulture, $"{method} {bits}-bit"),
        { QuantizationMethod: { } method } => method,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking at a model of {Segment} failed; its turn comes again.")]
    private static partial void LogVerifyFailed(ILogger logger, string segment, Exception exception);
}
