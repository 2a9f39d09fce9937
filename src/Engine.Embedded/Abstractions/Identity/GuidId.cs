using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A UUID as an object.</summary>
[Immutable]
[GenerateSerializer]
public sealed class GuidId : IEquatable<GuidId>, IComparable<GuidId>
{
    /// <summary>The UUID.</summary>
    [Id(0)]
    public readonly Guid Guid;

    private GuidId(Guid guid) => Guid = guid;

    /// <summary>A new UUID.</summary>
    public static GuidId GetNewGuidId() => new(Guid.NewGuid());

    /// <summary>The object of <paramref name="guid"/>.</summary>
    /// <param name="guid">The UUID.</param>
    public static GuidId GetGuidId(Guid guid) => new(guid);

    /// <summary>Whether the UUIDs are equal.</summary>
    /// <param name="left">One UUID.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GuidId? left, GuidId? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether the UUIDs differ.</summary>
    /// <param name="left">One UUID.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GuidId? left, GuidId? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(GuidId? other) => other is not null && Guid == other.Guid;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GuidId);

    /// <inheritdoc/>
    public override int GetHashCode() => Guid.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GuidId? other) => other is null ? 1 : Guid.CompareTo(other.Guid);

    /// <inheritdoc/>
    public override string ToString() => Guid.ToString();
}
