namespace Xerotier.Engine.Storage.Files;

/// <summary>The version a writer believes is stored; the write is refused when it is another.</summary>
internal readonly record struct ExpectedVersion
{
    private readonly long _version;

    private ExpectedVersion(long version) => _version = version;

    /// <summary>Whatever is stored is overwritten.</summary>
    public static ExpectedVersion Any => new(-1);

    /// <summary>The key must not exist.</summary>
    public static ExpectedVersion Absent => default;

    /// <summary>The key must have exactly this version.</summary>
    public static ExpectedVersion Exactly(long version) => new(version);

    /// <summary>True when a key with this version (0: absent) may be changed.</summary>
    public bool Allows(long stored) => _version < 0 || _version == stored;
}
