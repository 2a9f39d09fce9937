using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Artifacts;
using Xerotier.Artifacts.Inspection;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Catalog;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Models;

/// <summary>
/// Does a silo's share of the work on models: checks the files of versions and removes those of deleted models. Work
/// that is cut off by a stop stays on the list and is given out again.
/// </summary>
internal sealed partial class ModelWorker(
    IGrainFactory grains,
    IObjectStore objects,
    IOptions<ModelOptions> options,
    SiloStop stop,
    TimeProvider time,
    ILogger<ModelWorker> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private IModelWorkGrain List => grains.GetGrain<IModelWorkGrain>(GrainKeys.ModelWork);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ModelWorker),
        ServiceLifecycleStage.Active,
        starting =>
        {
            _ = Task.Run(() => RunAsync(stop.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        _ => Task.CompletedTask);

    private async Task RunAsync(CancellationToken stopping)
    {
        using var room = new SemaphoreSlim(options.Value.WorkConcurrency);
        var running = new HashSet<Task>();
        while (!stopping.IsCancellationRequested)
        {
            await room.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.RemoveWhere(task => task.IsCompleted);
            if (await TakeAsync(stopping) is { } work)
            {
                running.Add(DoAsync(work, room, stopping));
            }
            else if (!stopping.IsCancellationRequested)
            {
                room.Release();
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<ModelWork?> TakeAsync(CancellationToken stopping)
    {
        try
        {
            return stopping.IsCancellationRequested ? null : await List.TakeAsync(Wait);
        }
        catch (Exception exception)
        {
            if (!stopping.IsCancellationRequested)
            {
                LogListUnreachable(exception);
                await PauseAsync(stopping);
            }

            return null;
        }
    }

    private async Task DoAsync(ModelWork work, SemaphoreSlim room, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(options.Value.WorkDeadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            bool done;
            while (!(done = await TryAsync(work, both.Token)) && !both.IsCancellationRequested)
            {
                await PauseAsync(both.Token);
            }

            if (!done && !stopping.IsCancellationRequested)
            {
                await GiveUpAsync(work);
            }
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>Whether the work is done.</summary>
    private async Task<bool> TryAsync(ModelWork work, CancellationToken cancellation)
    {
        try
        {
            var done = work.Kind == ModelWorkKind.Purge
                ? PurgeAsync(work, cancellation)
                : ValidateAsync(work, cancellation);
            await done;
            await List.FinishAsync(work);
            return true;
        }
        catch (Exception exception)
        {
            if (!cancellation.IsCancellationRequested)
            {
                LogWorkFailed(work.Kind, work.ModelId, work.Version, exception);
            }

            return false;
        }
    }

    private async Task ValidateAsync(ModelWork work, CancellationToken cancellation)
    {
        var model = ModelOf(work);
        if ((await model.BeginValidationAsync(work.Version!, work.Attempt)).Value is not { } row)
        {
            return;
        }

        // A registered model has no files: agents fetch or hold them.
        var result = row.Manifest is { } manifest
            ? await ModelInspector.InspectAsync([.. manifest.Files.Select(Source)], cancellation)
            : null;
        await model.FinishValidationAsync(new ModelValidation(
            work.Version!, work.Attempt, result is null ? null : Facts(result.Profile), result?.Error));
        await grains.GetGrain<ICatalogGrain>(GrainKeys.Catalog(CatalogSegments.Of(work.ModelId)))
            .RefreshAsync(work.ModelId);
        LogValidated(work.ModelId, work.Version!, result?.Error is null);
    }

    private async Task PurgeAsync(ModelWork work, CancellationToken cancellation)
    {
        var model = ModelOf(work);
        if ((await model.GetAsync()).Value is null)
        {
            await objects.DeletePrefixAsync("models/" + GrainKeys.Uuid(work.ModelId), cancellation);
            await model.PurgeAsync();
        }
    }

    // A check says so and can be asked for again; a purge stays on the list.
    private async Task GiveUpAsync(ModelWork work)
    {
        LogGivenUp(work.Kind, work.ModelId, work.Version);
        if (work.Kind != ModelWorkKind.Validate)
        {
            return;
        }

        try
        {
            await ModelOf(work).FinishValidationAsync(new ModelValidation(
                work.Version!, work.Attempt, null, "The files could not be checked in time. Revalidate the model."));
            await List.FinishAsync(work);
        }
        catch (Exception exception)
        {
            LogWorkFailed(work.Kind, work.ModelId, work.Version, exception);
        }
    }

    private IArtifactSource Source(ArtifactFile file) =>
        new ObjectSource(objects, file.ObjectKey, file.Path, file.Bytes);

    private IModelGrain ModelOf(ModelWork work) => grains.GetGrain<IModelGrain>(GrainKeys.Uuid(work.ModelId));

    private async Task PauseAsync(CancellationToken cancellation) =>
        await Task.Delay(RetryPause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static ModelFacts Facts(ModelProfile profile) => new(
        profile.Format,
        profile.SizeBytes,
        profile.WeightBytes,
        profile.Architecture,
        profile.ParameterCount,
        profile.ContextLength,
        profile.QuantizationMethod,
        profile.QuantizationBits,
        profile.Dtype,
        profile.HiddenSize,
        profile.Layers,
        profile.AttentionHeads,
        profile.KeyValueHeads,
        profile.HeadSize,
        profile.VocabularySize,
        profile.Experts,
        profile.ExpertsPerToken,
        profile.License);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Checked model {ModelId} version {Version}: passed {Passed}")]
    private partial void LogValidated(Guid modelId, string version, bool passed);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Kind} of model {ModelId} version {Version} failed; trying again")]
    private partial void LogWorkFailed(ModelWorkKind kind, Guid modelId, string? version, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} of model {ModelId} version {Version} took too long")]
    private partial void LogGivenUp(ModelWorkKind kind, Guid modelId, string? version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of work on models cannot be read; trying again")]
    private partial void LogListUnreachable(Exception exception);
}
