using Microsoft.Extensions.Primitives;

namespace Xerotier.Agent.Models;

/// <summary>Which version of a model a request wants.</summary>
/// <param name="Version">The version; null for any.</param>
/// <param name="IsStrict">Whether no other version will do.</param>
internal readonly record struct VersionWish(string? Version, bool IsStrict)
{
    private const string Any = "*";

    /// <summary>Reads <see cref="Xerotier.Protocol.Agents.AgentProtocol.ModelVersionHeader"/>.</summary>
    public static VersionWish Parse(StringValues header)
    {
        if (header is not [{ } text]) return default;
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts is [] or [Any] ? default : new VersionWish(parts[0], !parts.Contains(Any));
    }

    /// <summary>0 for the version itself, 1 for one that will do, null for one that will not.</summary>
    public int? Rank(string version) => Version is null || Version == version ? 0 : IsStrict ? null : 1;
}
