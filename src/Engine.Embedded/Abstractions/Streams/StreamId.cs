using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Orleans.Streams;
using Xerotier.Engine.Identity;

namespace Orleans.Runtime;

/// <summary>The identity of a stream within its provider: namespace and key, as text <c>namespace/key</c>.</summary>
[Immutable]
[GenerateSerializer]
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>, ISpanFormattable
{
    [Id(0)]
    private readonly byte[] _fullKey;
    [Id(1)]
    private readonly ushort _keyIndex;
    [Id(2)]
    private readonly int _hash;

    private StreamId(byte[] fullKey, int keyIndex)
    {
        _fullKey = fullKey;
        _keyIndex = checked((ushort)keyIndex);
        _hash = (int)StableBytes.Hash(fullKey);
    }

    /// <summary>Namespace and key as UTF-8, one after the other.</summary>
    public ReadOnlyMemory<byte> FullKey => _fullKey;

    /// <summary>The namespace as UTF-8.</summary>
    public ReadOnlyMemory<byte> Namespace => _fullKey.AsMemory(0, _keyIndex);

    /// <summary>The key as UTF-8.</summary>
    public ReadOnlyMemory<byte> Key => _fullKey.AsMemory(_keyIndex);

    /// <summary>An identity.</summary>
    /// <param name="ns">The namespace as UTF-8.</param>
    /// <param name="key">The key as UTF-8.</param>
    public static StreamId Create(ReadOnlySpan<byte> ns, ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty) throw new ArgumentException("A stream key must not be empty.", nameof(key));
        return new([.. ns, .. key], ns.Length);
    }

    /// <summary>An identity.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="key">The key.</param>
    public static StreamId Create(string? ns, Guid key) => Create(ns, key.ToString("N"));

    /// <summary>An identity.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="key">The key.</param>
    public static StreamId Create(string? ns, long key) => Create(ns, key.ToString(CultureInfo.InvariantCulture));

    /// <summary>An identity.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="key">The key.</param>
    public static StreamId Create(string? ns, string key) =>
        Create(Encoding.UTF8.GetBytes(ns ?? ""), Encoding.UTF8.GetBytes(key));

    /// <summary>An identity.</summary>
    /// <param name="streamIdentity">Its parts.</param>
    public static StreamId Create(IStreamIdentity streamIdentity) =>
        Create(streamIdentity.Namespace, streamIdentity.Guid);

    /// <summary>The identity in <paramref name="value"/>.</summary>
    /// <param name="value">Text of the form <c>namespace/key</c>, or <c>null/key</c> without a namespace.</param>
    public static StreamId Parse(ReadOnlySpan<byte> value)
    {
        var separator = value.IndexOf((byte)'/');
        if (separator < 0) throw new ArgumentException("A stream id has the form 'namespace/key'.", nameof(value));
        var ns = value[..separator];
        return Create(ns.SequenceEqual("null"u8) ? default : ns, value[(separator + 1)..]);
    }

    /// <summary>Whether the identities are equal.</summary>
    /// <param name="s1">One identity.</param>
    /// <param name="s2">The other.</param>
    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    /// <summary>Whether the identities differ.</summary>
    /// <param name="s1">One identity.</param>
    /// <param name="s2">The other.</param>
    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);

    /// <summary>The key as text.</summary>
    public string GetKeyAsString() => Encoding.UTF8.GetString(Key.Span);

    /// <summary>The namespace as text; null when it is empty.</summary>
    public string? GetNamespace() => _keyIndex == 0 ? null : Encoding.UTF8.GetString(Namespace.Span);

    /// <inheritdoc/>
    public bool Equals(StreamId other) =>
        _hash == other._hash && _keyIndex == other._keyIndex && _fullKey.AsSpan().SequenceEqual(other._fullKey);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(StreamId other) => _fullKey.AsSpan().SequenceCompareTo(other._fullKey);

    /// <inheritdoc/>
    public override string ToString() => $"{GetNamespace() ?? "null"}/{GetKeyAsString()}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{GetNamespace() ?? "null"}/{GetKeyAsString()}", out charsWritten);
}
