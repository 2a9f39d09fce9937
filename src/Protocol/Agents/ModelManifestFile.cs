namespace Xerotier.Protocol.Agents;

/// <summary>One file of a <see cref="ModelManifest"/>.</summary>
/// <param name="Path">Relative path with forward slashes, without empty, <c>.</c> or <c>..</c> segments.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
public sealed record ModelManifestFile(string Path, long Bytes, string Sha256);
