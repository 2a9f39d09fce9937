namespace Xerotier.Engine.Storage.Files;

/// <summary>What a log record says about its key.</summary>
internal enum RecordKind : byte
{
    /// <summary>The key has this payload.</summary>
    Put = 1,

    /// <summary>The key is gone (a tombstone).</summary>
    Delete = 2,
}
