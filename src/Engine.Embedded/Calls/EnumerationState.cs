namespace Xerotier.Engine.Calls;

/// <summary>Whether an enumeration goes on.</summary>
internal enum EnumerationState
{
    /// <summary>More may come.</summary>
    Open,

    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>The activation does not know it.</summary>
    Missing,
}
