namespace Xerotier.Engine.Storage.Files;

/// <summary>Where the newest record of a key lies.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Offset">Byte offset of the record in it.</param>
/// <param name="Length">Bytes of the whole record.</param>
/// <param name="Version">Version of the value: grows with every change of any key.</param>
internal readonly record struct RecordAddress(Segment Segment, long Offset, int Length, long Version);
