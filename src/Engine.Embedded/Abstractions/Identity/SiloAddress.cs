using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using Xerotier.Engine.Identity;

namespace Orleans.Runtime;

/// <summary>The address of a silo: end point and generation, as text <c>127.0.0.1:11111@42</c>.</summary>
[Immutable]
[GenerateSerializer]
public sealed class SiloAddress
    : IEquatable<SiloAddress>, IComparable<SiloAddress>, IParsable<SiloAddress>, IUtf8SpanParsable<SiloAddress>
{
    private static int _lastGeneration;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    /// <summary>The empty address.</summary>
    public static SiloAddress Zero { get; } = New(new IPAddress(0), 0, 0);

    /// <summary>The end point.</summary>
    [Id(0)]
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells silos apart that used the same end point one after the other.</summary>
    [Id(1)]
    public int Generation { get; }

    /// <summary>Whether it is the address of a client.</summary>
    public bool IsClient => Generation < 0;

    /// <summary>An address.</summary>
    /// <param name="ep">The end point.</param>
    /// <param name="gen">The generation.</param>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    /// <summary>An address.</summary>
    /// <param name="address">The IP address.</param>
    /// <param name="port">The port.</param>
    /// <param name="generation">The generation.</param>
    public static SiloAddress New(IPAddress address, int port, int generation) => new(new(address, port), generation);

    /// <summary>A generation that this process has not used yet.</summary>
    public static int AllocateNewGeneration() => Interlocked.Increment(ref _lastGeneration);

    /// <summary>The address in <paramref name="addr"/>.</summary>
    /// <param name="addr">Text written by <see cref="ToParsableString"/>.</param>
    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    /// <summary>The address in <paramref name="value"/>.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static SiloAddress Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException($"'{value}' is not a silo address.");

    /// <summary>The address in <paramref name="value"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static SiloAddress Parse(string value, IFormatProvider? provider = null) => Parse(value);

    /// <summary>The address in <paramref name="utf8Text"/>.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text) => Parse(Encoding.UTF8.GetString(utf8Text));

    /// <summary>The address in <paramref name="utf8Text"/>.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => Parse(utf8Text);

    /// <summary>The address in <paramref name="value"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The address.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? value, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result) =>
        TryParse(value, out result);

    /// <summary>The address in <paramref name="utf8Text"/>.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="result">The address.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, [NotNullWhen(true)] out SiloAddress? result) =>
        TryParse(Encoding.UTF8.GetString(utf8Text), out result);

    /// <summary>The address in <paramref name="utf8Text"/>.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The address.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result) =>
        TryParse(utf8Text, out result);

    /// <summary>The address in <paramref name="value"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="result">The address.</param>
    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var separator = value?.LastIndexOf('@') ?? -1;
        if (separator < 0
            || !IPEndPoint.TryParse(value.AsSpan(0, separator), out var endpoint)
            || !int.TryParse(value.AsSpan(separator + 1), CultureInfo.InvariantCulture, out var generation))
            return false;
        result = new(endpoint, generation);
        return true;
    }

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() => (int)StableBytes.Hash(Encoding.UTF8.GetBytes(ToString()));

    /// <summary>Text that <see cref="FromParsableString"/> reads.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other) =>
        other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>Whether the silo used the end point before <paramref name="other"/> did.</summary>
    /// <param name="other">The other silo.</param>
    public bool IsPredecessorOf(SiloAddress other) =>
        Endpoint.Equals(other.Endpoint) && Generation < other.Generation;

    /// <summary>Whether the silo used the end point after <paramref name="other"/> did.</summary>
    /// <param name="other">The other silo.</param>
    public bool IsSuccessorOf(SiloAddress other) => other.IsPredecessorOf(this);
}
