using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Models;

/// <summary>
/// What is still to be done for models: a durable set of work, first come first served. Key:
/// <see cref="GrainKeys.ModelWork"/>. Called by model grains (new work) and by each silo's worker; calls no grain.
/// Work that was taken and not finished in time, e.g. because its silo died, is given out again: doing it twice must
/// be harmless.
/// </summary>
[Alias("xerotier.model-work-grain")]
public interface IModelWorkGrain : IGrainWithStringKey
{
    /// <summary>Adds work; what is there already stays where it is.</summary>
    [Alias("add")]
    ValueTask AddAsync(ModelWork work);

    /// <summary>
    /// The next work that nobody does; waits for it for at most <paramref name="wait"/> (0 to 5 s), then answers null.
    /// </summary>
    [AlwaysInterleave, ResponseTimeout("00:00:10"), Alias("take")]
    ValueTask<ModelWork?> TakeAsync(TimeSpan wait);

    /// <summary>Work is done, successfully or for good.</summary>
    [Alias("finish")]
    ValueTask FinishAsync(ModelWork work);
}
