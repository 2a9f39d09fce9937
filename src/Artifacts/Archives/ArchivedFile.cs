namespace Xerotier.Artifacts.Archives;

/// <summary>A regular file of an archive.</summary>
/// <param name="Path">Relative path with <c>/</c>, checked and unique in the archive.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Content">Content; to be read to its end before the next file is asked for.</param>
public sealed record ArchivedFile(string Path, long Length, Stream Content);
