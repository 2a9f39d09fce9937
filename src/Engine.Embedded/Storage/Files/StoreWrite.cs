namespace Xerotier.Engine.Storage.Files;

/// <summary>What became of a write.</summary>
/// <param name="Accepted">False when the stored version was not the expected one; nothing was written then.</param>
/// <param name="Version">The version now stored; 0 when the key does not exist.</param>
internal readonly record struct StoreWrite(bool Accepted, long Version);
