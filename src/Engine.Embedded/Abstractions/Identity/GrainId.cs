using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key, as text <c>type/key</c>.</summary>
[GenerateSerializer]
[Immutable]
[JsonConverter(typeof(GrainIdJsonConverter))]
public readonly struct GrainId
    : IEquatable<GrainId>, IComparable<GrainId>, ISerializable, ISpanFormattable, ISpanParsable<GrainId>
{
    private readonly GrainType _type;
    private readonly IdSpan _key;

    /// <summary>Creates an identity.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public GrainId(GrainType type, IdSpan key)
    {
        _type = type;
        _key = key;
    }

    /// <summary>The type.</summary>
    public GrainType Type => _type;

    /// <summary>The key.</summary>
    public IdSpan Key => _key;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => _type.IsDefault && _key.IsDefault;

    /// <summary>An identity from its parts.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>An identity from its parts.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <summary>An identity from its parts.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>An identity from its text.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The text is not <c>type/key</c>.</exception>
    public static GrainId Parse(string value) =>
        TryParse(value, out var result)
            ? result
            : throw new ArgumentException($"'{value}' is not a grain id ('type/key').", nameof(value));

    /// <summary>An identity from its text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="result">The identity.</param>
    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId result)
    {
        var separator = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (separator < 1 || separator == value!.Length - 1)
        {
            result = default;
            return false;
        }

        result = Create(value[..separator], value[(separator + 1)..]);
        return true;
    }

    /// <summary>An identity from its text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="ArgumentException">The text is not <c>type/key</c>.</exception>
    public static GrainId Parse(string value, IFormatProvider? provider = null) => Parse(value);

    /// <summary>An identity from its text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="ArgumentException">The text is not <c>type/key</c>.</exception>
    public static GrainId Parse(ReadOnlySpan<char> value, IFormatProvider? provider = null) => Parse(value.ToString());

    /// <summary>An identity from its text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The identity.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? value, IFormatProvider? provider, out GrainId result) =>
        TryParse(value, out result);

    /// <summary>An identity from its text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The identity.</param>
    public static bool TryParse(ReadOnlySpan<char> value, IFormatProvider? provider, out GrainId result) =>
        TryParse(value.ToString(), out result);

    /// <summary>Whether the identities are equal.</summary>
    /// <param name="left">One identity.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether the identities differ.</summary>
    /// <param name="left">One identity.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => _key.Equals(other._key) && _type.Equals(other._type);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((_type.GetHashCode() * 31) ^ _key.GetHashCode());

    /// <summary>A hash that is the same in every process and on both engines.</summary>
    public uint GetUniformHashCode() => unchecked((_type.GetUniformHashCode() * 31) + _key.GetUniformHashCode());

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var byType = _type.CompareTo(other._type);
        return byType != 0 ? byType : _key.CompareTo(other._key);
    }

    /// <inheritdoc/>
    public void GetObjectData(SerializationInfo info, StreamingContext context) => info.AddValue("id", ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{_type.ToString()}/{_key.ToString()}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{_type}/{_key}", out charsWritten);
}
