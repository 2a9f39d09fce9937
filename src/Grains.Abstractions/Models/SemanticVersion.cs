using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Xerotier.Grains.Models;

/// <summary>
/// A version by the rules of Semantic Versioning 2.0.0 (semver.org), strictly: no prefix, no leading zeros, three
/// numbers of any size. Compares by precedence, in which build metadata does not count.
/// </summary>
public sealed class SemanticVersion : IComparable<SemanticVersion>
{
    /// <summary>Version of a model whose owner names none.</summary>
    public const string First = "1.0.0";

    /// <summary>Longest text taken, in characters.</summary>
    public const int MaxLength = 64;

    private readonly BigInteger[] _core;
    private readonly string[] _prerelease;

    private SemanticVersion(BigInteger[] core, string[] prerelease) => (_core, _prerelease) = (core, prerelease);

    /// <summary>Whether a text is a version of at most <see cref="MaxLength"/> characters.</summary>
    public static bool IsValid(string text) => TryParse(text, out _);

    /// <summary>Reads a version.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (text.Length > MaxLength)
        {
            return false;
        }

        // The first plus begins the build metadata, the first hyphen before it the pre-release.
        var (rest, build) = Cut(text, '+');
        var (numbers, prerelease) = Cut(rest, '-');
        string[] core = numbers.Split('.');
        string[] tags = prerelease?.Split('.') ?? [];
        if (core.Length != 3
            || !core.All(IsNumber)
            || !tags.All(tag => IsIdentifier(tag) && (!IsDigits(tag) || IsNumber(tag)))
            || build?.Split('.').All(IsIdentifier) == false)
        {
            return false;
        }

        version = new SemanticVersion([.. core.Select(BigInteger.Parse)], tags);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        for (int i = 0; i < _core.Length; i++)
        {
            if (_core[i].CompareTo(other._core[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return (_prerelease, other._prerelease) switch
        {
            ([], []) => 0,
            ([], _) => 1,
            (_, []) => -1,
            _ => ComparePrerelease(_prerelease, other._prerelease),
        };
    }

    private static int ComparePrerelease(string[] mine, string[] theirs)
    {
        foreach (var (one, two) in mine.Zip(theirs))
        {
            int order = (IsDigits(one), IsDigits(two)) switch
            {
                (true, true) => BigInteger.Parse(one).CompareTo(BigInteger.Parse(two)),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(one, two),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return mine.Length.CompareTo(theirs.Length);
    }

    private static (string Head, string? Tail) Cut(string text, char mark) =>
        text.IndexOf(mark) is >= 0 and var index ? (text[..index], text[(index + 1)..]) : (text, null);

    private static bool IsNumber(string text) => IsDigits(text) && (text.Length == 1 || text[0] != '0');

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
