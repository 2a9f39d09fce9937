using Xerotier.Engine.Grains;

namespace Orleans.Runtime;

/// <summary>The base of references to grains.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly IdSpan _key;

    private protected GrainReference(ReferenceShared shared, IdSpan key)
    {
        Shared = shared;
        _key = key;
    }

    /// <summary>The grain.</summary>
    public GrainId GrainId => new(Shared.GrainType, _key);

    /// <summary>The interface.</summary>
    public GrainInterfaceType InterfaceType => Shared.InterfaceType;

    /// <summary>The version of the interface.</summary>
    public ushort InterfaceVersion => 0;

    /// <summary>The name of the interface.</summary>
    public virtual string InterfaceName => Shared.InterfaceType.ToString();

    internal ReferenceShared Shared { get; }

    /// <summary>Whether both refer to the same grain.</summary>
    /// <param name="reference1">One reference.</param>
    /// <param name="reference2">The other.</param>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1?.Equals(reference2) ?? reference2 is null;

    /// <summary>Whether they refer to different grains.</summary>
    /// <param name="reference1">One reference.</param>
    /// <param name="reference2">The other.</param>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) =>
        !(reference1 == reference2);

    /// <summary>A reference to the same grain with another interface.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => (TGrainInterface)CastTo(typeof(TGrainInterface));

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}";

    internal object CastTo(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Shared.Factory.Create(GrainId, interfaceType);
}
