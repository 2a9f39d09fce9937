namespace Xerotier.Engine.Storage.Files;

/// <summary>A stored payload and its version.</summary>
internal readonly record struct StoredValue(ReadOnlyMemory<byte> Payload, long Version);
