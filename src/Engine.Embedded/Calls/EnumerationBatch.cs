namespace Xerotier.Engine.Calls;

/// <summary>What one read of an enumeration brings.</summary>
internal readonly record struct EnumerationBatch<TItem>(IReadOnlyList<TItem> Items, EnumerationState State);
