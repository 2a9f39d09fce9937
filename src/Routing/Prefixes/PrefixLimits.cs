namespace Xerotier.Routing.Prefixes;

/// <summary>Bounds of a <see cref="PrefixIndex"/>. An entry, one block of one agent, takes at most 48 bytes.</summary>
public sealed record PrefixLimits
{
    /// <summary>Entries in all. Default 1,000,000 (48 MB), 16 to 50,000,000.</summary>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>Entries of one agent. Default 65,536 (64 MB of prompt text), 1 to <see cref="MaxEntries"/>.</summary>
    public int MaxEntriesPerAgent { get; init; } = 65_536;
}
