using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace Orleans.Runtime;

/// <summary>The type of a grain: the part of its id that selects the grain class.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>, ISerializable, ISpanFormattable
{
    private readonly IdSpan _value;

    /// <summary>Creates a grain type.</summary>
    /// <param name="id">Its bytes.</param>
    public GrainType(IdSpan id) => _value = id;

    /// <summary>Creates a grain type.</summary>
    /// <param name="value">Its UTF-8 bytes.</param>
    public GrainType(byte[] value) => _value = new IdSpan(value);

    /// <summary>Its bytes.</summary>
    public IdSpan Value => _value;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>A grain type from text.</summary>
    /// <param name="value">The text.</param>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <summary>The bytes of <paramref name="id"/>, not copied.</summary>
    /// <param name="id">The grain type.</param>
    public static byte[]? UnsafeGetArray(GrainType id) => IdSpan.UnsafeGetArray(id._value);

    /// <summary>The bytes of <paramref name="kind"/>.</summary>
    /// <param name="kind">The grain type.</param>
    public static explicit operator IdSpan(GrainType kind) => kind._value;

    /// <summary>A grain type from its bytes.</summary>
    /// <param name="id">The bytes.</param>
    public static explicit operator GrainType(IdSpan id) => new(id);

    /// <summary>Whether the types are equal.</summary>
    /// <param name="left">One type.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether the types differ.</summary>
    /// <param name="left">One type.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _value.AsSpan();

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public void GetObjectData(SerializationInfo info, StreamingContext context) => _value.GetObjectData(info, context);

    /// <inheritdoc/>
    public override string ToString() => _value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        _value.TryFormat(destination, out charsWritten);
}
