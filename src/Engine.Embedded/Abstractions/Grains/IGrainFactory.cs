using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains and observers.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain with a UUID as key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="primaryKey">The UUID.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    /// <summary>A reference to the grain with a number as key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="primaryKey">The number.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>A reference to the grain with a text as key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="primaryKey">The text.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain with a UUID and a text as key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="primaryKey">The UUID.</param>
    /// <param name="keyExtension">The text.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey;

    /// <summary>A reference to the grain with a number and a text as key.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="primaryKey">The number.</param>
    /// <param name="keyExtension">The text.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey;

    /// <summary>A reference to an object outside of grains, which grains may keep and call.</summary>
    /// <typeparam name="TGrainObserverInterface">The interface.</typeparam>
    /// <param name="obj">The object. The engine holds it weakly: keep it alive yourself.</param>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference made by <see cref="CreateObjectReference"/>.</summary>
    /// <typeparam name="TGrainObserverInterface">The interface.</typeparam>
    /// <param name="obj">The reference.</param>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>A reference to the grain with a UUID as key.</summary>
    /// <param name="grainInterfaceType">The interface.</param>
    /// <param name="grainPrimaryKey">The UUID.</param>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

    /// <summary>A reference to the grain with a number as key.</summary>
    /// <param name="grainInterfaceType">The interface.</param>
    /// <param name="grainPrimaryKey">The number.</param>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

    /// <summary>A reference to the grain with a text as key.</summary>
    /// <param name="grainInterfaceType">The interface.</param>
    /// <param name="grainPrimaryKey">The text.</param>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference to the grain with a UUID and a text as key.</summary>
    /// <param name="grainInterfaceType">The interface.</param>
    /// <param name="grainPrimaryKey">The UUID.</param>
    /// <param name="keyExtension">The text.</param>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension);

    /// <summary>A reference to the grain with a number and a text as key.</summary>
    /// <param name="grainInterfaceType">The interface.</param>
    /// <param name="grainPrimaryKey">The number.</param>
    /// <param name="keyExtension">The text.</param>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension);

    /// <summary>A reference to a grain.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grainId">The grain.</param>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>A reference to a grain without an interface; cast it before use.</summary>
    /// <param name="grainId">The grain.</param>
    IAddressable GetGrain(GrainId grainId);

    /// <summary>A reference to a grain.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="interfaceType">The interface.</param>
    IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType);

    /// <summary>A reference to the grain that implements an interface.</summary>
    /// <param name="interfaceType">The interface.</param>
    /// <param name="grainKey">The key.</param>
    /// <param name="grainClassNamePrefix">Selects one of several grain classes.</param>
    IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix);

    /// <summary>A reference to the grain that implements an interface.</summary>
    /// <param name="interfaceType">The interface.</param>
    /// <param name="grainKey">The key.</param>
    IAddressable GetGrain(Type interfaceType, IdSpan grainKey);
}
