namespace Xerotier.Artifacts.Archives;

/// <summary>What an archive may hold at most.</summary>
/// <param name="Entries">Files and folders.</param>
/// <param name="Bytes">Bytes of all files together.</param>
public sealed record ArchiveLimits(int Entries, long Bytes);
