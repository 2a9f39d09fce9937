namespace Xerotier.Artifacts.Storage;

/// <summary>What a put has stored.</summary>
/// <param name="Key">Where.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256Hex">SHA-256 of the content, 64 lower-case hex digits.</param>
public sealed record StoredObject(string Key, long Bytes, string Sha256Hex);
