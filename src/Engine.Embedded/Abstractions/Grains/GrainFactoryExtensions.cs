using Orleans.Runtime;

namespace Orleans;

/// <summary>More ways to name a grain.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>A reference to the grain with a key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grainFactory">The factory.</param>
    /// <param name="grainPrimaryKey">The key.</param>
    public static TGrainInterface GetGrain<TGrainInterface>(this IGrainFactory grainFactory, IdSpan grainPrimaryKey)
        where TGrainInterface : IGrain =>
        (TGrainInterface)grainFactory.GetGrain(typeof(TGrainInterface), grainPrimaryKey);

    /// <summary>A reference to the grain with a key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grainFactory">The factory.</param>
    /// <param name="grainPrimaryKey">The key.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    public static TGrainInterface GetGrain<TGrainInterface>(
        this IGrainFactory grainFactory, IdSpan grainPrimaryKey, string grainClassNamePrefix)
        where TGrainInterface : IGrain =>
        (TGrainInterface)grainFactory.GetGrain(typeof(TGrainInterface), grainPrimaryKey, grainClassNamePrefix);
}
