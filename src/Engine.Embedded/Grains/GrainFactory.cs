using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Grains;

/// <summary>Makes references to grains and observers; as a client, calls grains from outside.</summary>
internal sealed class GrainFactory(Messenger messenger, IServiceProvider services) : IClusterClient
{
    private readonly ReferenceFactory _references = messenger.References;

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Create<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Create<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Create<TGrainInterface>(Text(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        Create<TGrainInterface>(
            GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        Create<TGrainInterface>(
            GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        Create(grainInterfaceType, Text(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, Extension(keyExtension)));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, Extension(keyExtension)));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)_references.Create(grainId, typeof(TGrainInterface));

    public IAddressable GetGrain(GrainId grainId) => _references.Untyped(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        interfaceType.IsDefault ? _references.Untyped(grainId) : _references.Create(grainId, interfaceType);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
        _references.Create(interfaceType, grainKey, grainClassNamePrefix);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => _references.Create(interfaceType, grainKey);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        (TGrainObserverInterface)(object)messenger.Observers.Add(obj, typeof(TGrainObserverInterface));

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => messenger.Observers.Remove(obj);

    private static IdSpan Text(string key)
    {
        if (string.IsNullOrWhiteSpace(key))
            throw new ArgumentException("A grain key must not be empty.", nameof(key));
        return IdSpan.Create(key);
    }

    private static string Extension(string keyExtension)
    {
        if (string.IsNullOrWhiteSpace(keyExtension))
            throw new ArgumentException("A key extension must not be empty.", nameof(keyExtension));
        return keyExtension;
    }

    private TGrainInterface Create<TGrainInterface>(IdSpan key, string? classPrefix) =>
        (TGrainInterface)(object)_references.Create(typeof(TGrainInterface), key, classPrefix);

    private IGrain Create(Type interfaceType, IdSpan key) => (IGrain)_references.Create(interfaceType, key);
}
