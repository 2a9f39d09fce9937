using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The identity of one activation of a grain.</summary>
/// <param name="key">The UUID.</param>
[GenerateSerializer]
[Immutable]
public readonly struct ActivationId(Guid key) : IEquatable<ActivationId>, ISpanFormattable
{
    [Id(0)]
    private readonly Guid _key = key;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => _key == Guid.Empty;

    /// <summary>A new identity.</summary>
    public static ActivationId NewId() => new(Guid.NewGuid());

    /// <summary>The identity in <paramref name="activationId"/>.</summary>
    /// <param name="activationId">Text written by <see cref="ToParsableString"/>.</param>
    public static ActivationId FromParsableString(string activationId) => new(Guid.Parse(activationId.TrimStart('@')));

    /// <summary>Whether the identities are equal.</summary>
    /// <param name="left">One identity.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    /// <summary>Whether the identities differ.</summary>
    /// <param name="left">One identity.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => _key == other._key;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode();

    /// <summary>Text that <see cref="FromParsableString"/> reads.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public override string ToString() => $"@{_key:N}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"@{_key:N}", out charsWritten);
}
